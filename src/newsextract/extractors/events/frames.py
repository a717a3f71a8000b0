"""Frames: what an event type is, as data.

A frame names its triggers and says in which grammatical slot each role stands and what may fill it. The
built-in frames live in `data/en/frames/*.toml`; users add theirs from a file or a mapping of the same shape.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from newsextract.errors import ResourceError
from newsextract.language import load_toml
from newsextract.model import EntityType, Realis

from .morphology import plural

SETTING_ROLES = ("time", "place", "source")
"""Roles every event may have; the engine fills them."""

SLOTS = frozenset(
    (
        "subject",
        "object",
        "indirect",
        "possessor",
        "compound",
        "modified",
        "owner",
        "predicate",
        "infinitive",
        "that",
        "self",
        "anywhere",
    )
)
"""Grammatical slots; every preposition of `events-grammar.toml` is one besides."""

FILLERS = frozenset(("amount", "percent", "number", "time", "noun", "pronoun", "clause"))
"""What may fill a role besides entity types and "@set" (a noun of that set of `events-nouns.toml`)."""

_ENTITY_TYPES = frozenset(t.value for t in EntityType)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may fill a role.

    Attributes:
        kinds: All of it.
        others: What is no entity type, the most telling first.
    """

    kinds: frozenset[str]
    others: tuple[str, ...]

    @classmethod
    def of(cls, kinds: Iterable[str]) -> Wanted:
        """What such a list wants."""
        kinds = tuple(kinds)
        return cls(frozenset(kinds), tuple(k for k in kinds if k not in _ENTITY_TYPES))


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""A list of words, or one string of them with spaces between."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trigger(_Data):
    """Words that evoke a frame, and how its roles are found around them.

    Attributes:
        verbs: Lemmas; further words after the verb must follow it ("step down"), "*" leaves a gap of up to
            four words ("lay * off").
        nouns: Lemmas; of several words the last is the trigger ("public offering").
        words: Words exactly as they stand, of any other part of speech ("guilty", "down").
        slots: For each role the slots it is found in, the likeliest first; they go before the frame's own.
        needs: Roles that must be filled for the event to be reported.
        near: Words or "@sets" of which one must stand in the sentence.
        without: Words or "@sets" none of which may stand in the sentence.
        after: Words of which one must stand right before the trigger.
        before: Words of which one must stand right after the trigger.
        objects: Words, "@sets" or entity types; the head of the object must be one of them.
        subjects: The same for the subject.
        never: What shows that something else is meant: words or "@sets" that head the subject, the object or
            a phrase with "of" ("acquire a language"), or, with "~" for the trigger, words that stand right
            beside it ("heart ~", "~ rating").
        confidence: How often these words mean this event when core roles are filled.
        realis: The realis these words imply ("reject" implies a negated approval), if any.
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    slots: dict[str, Words] = Field(default_factory=dict)
    needs: Words = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    confidence: float = Field(default=0.8, ge=0.0, le=1.0)
    realis: Realis | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Trigger:
        if not (self.verbs or self.nouns or self.words):
            raise ValueError("a trigger needs verbs, nouns or words")
        return self


class Sequel(Trigger):
    """Words by which a later sentence or clause tells more of an event: "terms were not disclosed".

    They make no event of their own. Their `slots` say where the roles stand that the nearest event of the
    type leaves open; all their conditions must hold.

    Attributes:
        untold: A role that these words say is not told, where they are denied ("not disclosed") or their
            `realis` is negated ("withheld"); the denial then fills it.
    """

    untold: str = ""


class Slots(_Data):
    """Where roles stand around triggers of each part of speech, unless a trigger says otherwise."""

    verb: dict[str, Words] = Field(default_factory=dict)
    noun: dict[str, Words] = Field(default_factory=dict)
    word: dict[str, Words] = Field(default_factory=dict)


class Frame(_Data):
    """An event type.

    Attributes:
        type: Its name.
        description: One sentence.
        core: Roles without any of which the event is less believable.
        setting: Which of "time", "place" and "source" are looked for.
        same: Combinations of roles that tell one happening from another: mentions that share all roles of
            one of them are of the same. A role named twice must share two fillers; "word" stands for the
            trigger's word. Without any, all core roles together.
        once: A role whose entity this happens to only once, so that mentions that share it are of the same
            whatever days and places they name; or "".
        kin: Types by which the same happening may be mentioned too.
        roles: For each role what may fill it, the most telling first.
        slots: Where the roles stand.
        triggers: What evokes it.
        sequels: What tells more of it later.
    """

    type: str
    description: str = ""
    core: Words = ()
    setting: Words = SETTING_ROLES
    same: tuple[Words, ...] = ()
    once: str = ""
    kin: Words = ()
    roles: dict[str, Words]
    slots: Slots = Slots()
    triggers: tuple[Trigger, ...] = Field(min_length=1)
    sequels: tuple[Sequel, ...] = ()

    @model_validator(mode="after")
    def _roles_are_known(self) -> Frame:
        words = (*self.triggers, *self.sequels)
        tables = [self.slots.verb, self.slots.noun, self.slots.word, *(t.slots for t in words)]
        named = {role for table in tables for role in table} | set(self.core)
        named |= {role for t in words for role in t.needs}
        named |= {t.untold for t in self.sequels} - {""}
        named |= {role for roles in self.same for role in roles} - {"word", *SETTING_ROLES}
        named |= {self.once} - {""}
        unknown = sorted(named - set(self.roles))
        if unknown:
            raise ValueError(f"names the role {unknown[0]!r}, which is not among its roles")
        for role, fillers in self.roles.items():
            for filler in fillers:
                if filler not in FILLERS | _ENTITY_TYPES and not filler.startswith("@"):
                    raise ValueError(f"role {role!r} has the unknown filler {filler!r}")
        return self

    @property
    def identity(self) -> tuple[tuple[str, ...], ...]:
        """`same`, or its default."""
        return self.same or ((self.core,) if self.core else ())


class FrameSet:
    """Frames, and the sets of words they name.

    Args:
        frames: The frames; of two of one type the later one counts.
        sets: Words by the name of their set (without "@").
    """

    def __init__(self, frames: Iterable[Frame], sets: Mapping[str, frozenset[str]]) -> None:
        self.frames = tuple({f.type: f for f in frames}.values())
        self.sets = dict(sets)
        self._forms: dict[tuple[str, ...], frozenset[str]] = {}

    def forms(self, names: tuple[str, ...]) -> frozenset[str]:
        """The words named, sets opened, with their plurals; worked out once for each list."""
        found = self._forms.get(names)
        if found is None:
            words = self.words(names)
            found = self._forms[names] = words | {plural(w) for w in words}
        return found

    def words(self, names: Iterable[str]) -> frozenset[str]:
        """The words named, sets opened."""
        return frozenset(w for n in names for w in (self.sets[n[1:]] if n.startswith("@") else (n,)))

    def extended(self, source: str | Path | Mapping[str, Any]) -> FrameSet:
        """A copy that also holds the frames of a TOML file or mapping.

        Raises:
            ResourceError: If a frame is wrong; the message names file, frame and key.
        """
        where, tables = _read(source)
        frames, sets = parse(tables, where, self.sets)
        return FrameSet((*self.frames, *frames), sets)


def parse(
    tables: Mapping[str, Any], where: str, known: Mapping[str, frozenset[str]]
) -> tuple[list[Frame], dict[str, frozenset[str]]]:
    """Read frames and word sets.

    Args:
        tables: Frames by type; the key "sets" holds word sets.
        where: Name of the source, for error messages.
        known: Word sets already there.

    Raises:
        ResourceError: If a frame is wrong.
    """
    rest = dict(tables)
    sets = dict(known)
    for name, words in _table(rest.pop("sets", {}), where, "sets").items():
        if not isinstance(words, list | tuple) or not all(isinstance(w, str) for w in words):
            raise ResourceError(f"{where}: sets: {name}: must be a list of words")
        sets[name] = frozenset(words)
    frames = [_frame(name, table, where) for name, table in rest.items()]
    for frame in frames:
        _check_sets(frame, sets, where)
    return frames, sets


def _frame(name: str, table: object, where: str) -> Frame:
    try:
        return Frame.model_validate({"type": name, **_table(table, where, name)})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "frame"
        raise ResourceError(f"{where}: frame {name!r}: {key}: {first['msg']}") from error


def _check_sets(frame: Frame, sets: Mapping[str, frozenset[str]], where: str) -> None:
    lists: list[tuple[str, tuple[str, ...]]] = [(f"roles.{role}", f) for role, f in frame.roles.items()]
    for table, rows in (("triggers", frame.triggers), ("sequels", frame.sequels)):
        for number, t in enumerate(rows):
            for key in ("near", "without", "after", "before", "objects", "subjects", "never"):
                lists.append((f"{table}.{number}.{key}", getattr(t, key)))
    for key, words in lists:
        for word in words:
            if word.startswith("@") and word[1:] not in sets:
                raise ResourceError(f"{where}: frame {frame.type!r}: {key}: there is no word set {word!r}")


def _table(value: object, where: str, name: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ResourceError(f"{where}: {name}: must be a table")
    return dict(value)


def _read(source: str | Path | Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    if isinstance(source, Mapping):
        return "frames", source
    try:
        return str(source), tomllib.loads(Path(source).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"{source}: cannot be read as TOML: {error}") from error


@functools.cache
def built_in() -> FrameSet:
    """The frames that ship with the package."""
    sets = {name: frozenset(words) for name, words in load_toml("events-nouns.toml")["sets"].items()}
    frames: list[Frame] = []
    folder = importlib.resources.files("newsextract").joinpath("data/en/frames")
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml")):
        found, _ = parse(load_toml(f"frames/{name}"), f"frames/{name}", sets)
        frames += found
    return FrameSet(frames, sets)
