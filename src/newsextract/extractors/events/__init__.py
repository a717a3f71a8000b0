"""Events: who did what to whom, when, where, for how much, and according to whom.

An event is a word of the text that evokes a frame (`data/en/frames/*.toml`), with the roles that the text
fills. There is no event without such a word, and none is inferred. `frames` reads the data, `lexicon` finds
the words, `glance` drops the hopeless ones, a `Grammar` says how they stand in their clause, `fillers` what
the phrases around them offer, `reading` puts an event together and weighs it, `sequels` adds what later
sentences tell, `realis` and `setting` whether it happened, when, where and who says so, `judge` what of all
this is believed.
"""
