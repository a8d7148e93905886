"""What a loaded form is made of: questions, steps, and the values a check gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pendopo.core.forms.condition import Condition

Text = Mapping[str, str]
"""{"id": ..., "en": ...}"""

Kind = Literal[
    "text", "date", "time", "email", "phone", "nik", "nip", "uri", "code",
    "integer", "number", "boolean", "choice", "choices", "file", "address",
]  # fmt: skip
Personal = Literal["general", "specific"]


@dataclass(frozen=True, slots=True)
class FileRule:
    """What may be uploaded. accept: media types; max_mb: megabytes (10**6 bytes) per file."""

    accept: tuple[str, ...]
    max_mb: int
    max_files: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    name: its property. required: always; required_when: a condition besides. labels: value ->
    text of a choice, in the order of the schema. personal: "general" or "specific" personal data
    (UU 27/2022 Art. 4). prefill: dotted name of what government already knows. parts: the lines
    of an address. schema: the JSON Schema that a normalised answer must meet.
    """

    name: str
    kind: Kind
    title: Text
    description: Text | None = None
    required: bool = False
    required_when: Condition | None = None
    when: Condition | None = None
    labels: Mapping[str, Text] = field(default_factory=dict)
    personal: Personal | None = None
    prefill: str | None = None
    file: FileRule | None = None
    multiline: bool = False
    examples: tuple[str, ...] = ()
    parts: tuple[Question, ...] = ()
    schema: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One page. questions: names in order; when: a condition for the whole page."""

    id: str
    title: Text
    questions: tuple[str, ...]
    hint: Text | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FieldError:
    """One answer that must be mended.

    field: the question's name, "address.line" for a line of an address, "" for the form itself.
    rule: a stable word for machines. message: {"id", "en"}, says what to do. value_shown: what
    was given, shortened, masked when it is personal; None when nothing was.
    """

    field: str
    rule: str
    message: Text
    value_shown: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """clean: normalised answers to visible questions without error, fit for JSON except that a
    `number` is a Decimal. errors: in the order of the pages, one for each field."""

    clean: dict[str, object]
    errors: tuple[FieldError, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing must be mended."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Requirement:
    """A document that is asked for now. one_of: the groups of which one must be complete."""

    name: str
    title: Text
    required: bool
    given: bool
    file: FileRule
    one_of: tuple[tuple[str, ...], ...] = ()
