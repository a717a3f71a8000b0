"""Money: sums of money with their exact value and currency, and how they belong together.

What it is: every written sum ("18.2 billion yuan", "US$200-300 million", "30 cents a share", "hundreds of
millions of dollars"), its bounds in the main unit as `Decimal`, its ISO 4217 currency or the candidates,
"more than" and "a share", the amounts that state the same value in another currency, and the amount it
changed from.

What it is not: no exchange rates are applied, no numbers of anything but money, no percentages.

It works in three steps, a module or two each:

- detect: `lexemes` gives the text a shape, `atoms` finds quantities with their marks on it;
- interpret: `sharing` hands marks on within ranges and lists, `unmarked` to numbers that can only be money,
  `drafts` joins them to amounts, `refusals` drops what is no money, `qualifiers` and `units` read the words
  around;
- resolve: `resolve` settles the currency within the article, `links` ties the amounts together.

`stretches`, `figures`, `number_words`, `currencies` and `places` are what the steps build on. The text is
read directly, not through tokens: a pipeline of money alone costs no tokenizing.
"""
