"""What is known of names before the article is read: gazetteers, head words, titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsextract.language import Tokens, load_toml, load_tsv
from newsextract.language.title_words import title_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of names; all keys of `heads` and the sets below are in lower case.

    Attributes:
        known: Type of names everyone knows, and of places, demonyms and listed companies.
        forenames: Given names.
        surnames: Family names.
        common: Ordinary English words.
        heads: Type told by the last word of a name ("Bank", "Airport").
        openers: Type told by the first word before "of" or "for" ("Ministry of").
        connectors: Small words inside names.
        particles: Small words inside the names of people.
        never: Capitalised words that are no names, with the calendar.
        titles: Every word a person's title can be made of.
        offices: Last words of titles.
        honorifics: "Mr", "Dr".
        sovereigns: Titles of rulers, which are also forenames.
        suffixes: Legal forms of companies.
        family_first: Family names that stand before the given name, as written.
        designators: "district", which belongs to the name of a place before it.
        endings: How ordinary English words end.
        currencies: "francs", before which "Swiss" is no name.
        prefixes: "pro", before a hyphen and a name.
        laws: "act", at the end of the name of a law.
        sections: "chapter", before a number.
        storms: "hurricane", before its name.
        works: "film", before its title.
        shows: "show", before a title in quotation marks.
        broadcast: "television", before "show".
        calling: "titled", between both.
        companies: "company", before the name of one.
        heading: "CEO", before "of" and an organisation.
        towns: "town", before or before "of" and a place.
        ballots: "election", "primaries".
        ballot_words: Small words inside the names of elections ("presidential").
    """

    known: dict[str, str]
    forenames: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    heads: dict[str, str]
    openers: dict[str, str]
    connectors: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    honorifics: frozenset[str]
    sovereigns: frozenset[str]
    suffixes: frozenset[str]
    family_first: frozenset[str]
    designators: frozenset[str]
    endings: tuple[str, ...]
    currencies: frozenset[str]
    prefixes: frozenset[str]
    laws: frozenset[str]
    sections: frozenset[str]
    storms: frozenset[str]
    works: frozenset[str]
    shows: frozenset[str]
    broadcast: frozenset[str]
    calling: frozenset[str]
    companies: frozenset[str]
    heading: frozenset[str]
    towns: frozenset[str]
    ballots: frozenset[str]
    ballot_words: frozenset[str]

    @staticmethod
    def text(tokens: Tokens, start: int, end: int) -> str:
        """The words of a token range as the lexicon writes them."""
        return tokens.text[tokens.starts[start] : tokens.ends[end - 1]].replace("’", "'")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    names, titles = load_toml("names.toml"), title_words()
    people = load_tsv("gazetteer-people.tsv")
    offices = titles.heads | titles.short
    return Lexicon(
        known=_known(names["known"]),
        forenames=frozenset(row[0] for row in people if row[1] != "s"),
        surnames=frozenset(row[0] for row in people if "s" in row[1]),
        common=frozenset(row[0] for row in load_tsv("names-common.tsv")),
        heads=_inverted(names["heads"]),
        openers=_inverted(names["openers"]),
        connectors=frozenset(names["connectors"]),
        particles=frozenset(names["particles"]),
        never=frozenset({*names["never"], *names["calendar"]}),
        titles=offices | titles.honorifics | titles.modifiers,
        offices=offices,
        honorifics=titles.honorifics,
        sovereigns=titles.sovereigns,
        suffixes=frozenset(names["suffixes"]),
        family_first=frozenset(names["family_first"]),
        designators=frozenset(names["designators"]),
        endings=tuple(names["endings"]),
        currencies=frozenset(names["currencies"]),
        prefixes=frozenset(names["prefixes"]),
        **{key: frozenset(words) for key, words in names["telling"].items()},
        ballots=frozenset(names["ballots"]),
        ballot_words=frozenset(names["ballot_words"]),
    )


def _known(by_type: dict[str, list[str]]) -> dict[str, str]:
    """Later sources win: what is written by hand is surest."""
    known = {row[0]: "ORGANIZATION" for row in load_tsv("gazetteer-companies.tsv")}
    known |= {row[0]: "GPE" for row in load_tsv("gazetteer-places.tsv")}
    known |= {row[0]: "NORP" for row in load_tsv("gazetteer-demonyms.tsv")}
    return known | _inverted(by_type)


def _inverted(by_type: dict[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, words in by_type.items() for word in words}
