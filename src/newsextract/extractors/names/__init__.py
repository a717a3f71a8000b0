"""Names: the proper names of an article, with exact boundaries and one of ten types.

Sources find names (the tagger where there is one, else rules over capitals and word lists); the steps after
them serve every source: boundaries, the places where a name stands unnoticed, one type for one string. Not
here: which names mean the same thing (the `entities` room), and common nouns.
"""
