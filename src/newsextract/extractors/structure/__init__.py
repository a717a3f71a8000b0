"""Structure: what each paragraph is, and what the article says of itself.

The layer tells the parts of an article that are no running text (headline, bylines, captions, promo lines,
copyright ...), reads the header they state, and the dateline at the head of the body. It goes by the shapes
of lines and by phrases that are data, so it needs neither names nor grammar and runs first.

It is not a boilerplate remover for HTML: it takes text as it stands and changes none of it.
"""
