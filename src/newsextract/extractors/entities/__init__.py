"""Entities: who is who in the article.

Mentions become entities: one for each thing named, with its other names, the titles of people and where
they are held, identifiers, how much the article is about it, and the phrases and pronouns that stand for it
where that is clear. Not here: finding names (the `names` room), and knowledge that the article does not give.
"""
