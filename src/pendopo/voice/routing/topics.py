"""The topics of a region as rules: who answers, what proof is asked for, what must be guarded.

A file `voice/topics.yaml` in the folder of a region; every defect is named with file, line, rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from pendopo.core.problem import Problem
from pendopo.voice.plain_yaml import LOADER, first_anchor
from pendopo.voice.routing.normalise import key
from pendopo.voice.routing.values import Example

Kind = Literal["fisik", "administratif", "lain"]
Level = Literal["kelurahan", "kecamatan"]
Proof = Literal["place", "document", "answer"]
FILE_LIMIT = 1024 * 1024
MOST_PROBLEMS = 200
LEVEL = "@"
"""First sign of a label that stands for a level (`@kelurahan`) instead of an organisation."""


class Name(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    en: str


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """agency: organisation's code, or level: which unit of the place answers (one of the two).

    proof: what shows that it was mended. sensitive: never chosen nor published automatically.
    oversight: berkadar pengawasan, 60 working days. ladder: code of the one that its delays climb,
    "" for that of the agency. contoh: its sentences are invented.
    """

    code: str
    name: Name
    kind: Kind
    proof: Proof
    agency: str = ""
    level: Level | None = None
    sensitive: bool = False
    oversight: bool = False
    ladder: str = ""
    keywords: tuple[str, ...] = ()
    contoh: bool = False
    sentences: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a model learns: the organisation's code, or the level to be settled by the place."""
        return f"{LEVEL}{self.level}" if self.level else self.agency


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    districts: dict[str, str]
    supervisors: dict[Level, str]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """topics by code; districts: kecamatan's code -> organisation; organisations: known codes."""

    topics: Mapping[str, Topic]
    districts: Mapping[str, str]
    supervisors: Mapping[Level, str]
    organisations: frozenset[str]

    def agency(self, *, label: str, place: str = "") -> str:
        """The organisation that answers. place: code of a village, kelurahan or kecamatan.

        A level is settled by the place: the organisation that bears the place's own code, else
        its kecamatan (which leads kelurahan and supervises villages, UU 23/2014 art. 225 and
        229), else, when the place is unknown, the organisation that supervises the level.
        """
        if not label.startswith(LEVEL):
            return label
        level: Level = "kelurahan" if label == f"{LEVEL}kelurahan" else "kecamatan"
        if level == "kelurahan" and place in self.organisations:
            return place
        parts = place.split(".")
        for size in range(len(parts), 2, -1):
            if found := self.districts.get(".".join(parts[:size])):
                return found
        return self.supervisors[level]


class TopicsRefused(ValueError):
    """A file of topics that cannot be used; `problems` names file, line and rule of each defect."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


def load_topics(*, path: Path, organisations: Set[str]) -> Catalogue:
    """Read topics.yaml. organisations: codes that the region's organisations.yaml knows.

    Raises `TopicsRefused`.
    """
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise OSError(0, "larger than 1 MB")
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise TopicsRefused((_problem(path, 0, "unreadable", str(wrong)),)) from wrong
    try:
        anchored = first_anchor(text)
        # A safe loader: it builds plain values only.
        tree = None if anchored else yaml.load(text, Loader=LOADER)
        lines = [] if anchored else _lines(text)
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise TopicsRefused((_problem(path, line, "not-yaml", str(wrong)),)) from wrong
    if anchored:
        raise TopicsRefused((_problem(path, anchored, "yaml-anchor", "& * !"),))
    problems = _shape(path, tree, lines)
    if not problems:
        found = msgspec.convert(tree, _File)
        problems = _meaning(path, found, lines, organisations)
    if problems:
        raise TopicsRefused(tuple(problems[:MOST_PROBLEMS]))
    return Catalogue(
        {one.code: one for one in found.topics},
        found.districts,
        found.supervisors,
        frozenset(organisations),
    )


def examples(*, catalogue: Catalogue) -> tuple[Example, ...]:
    """What a demo model learns from: names, keywords and invented sentences of the topics."""
    return tuple(
        Example(text, topic.code, topic.label)
        for topic in catalogue.topics.values()
        for text in (topic.name.id, *topic.keywords, *topic.sentences)
    )


def guards(*, catalogue: Catalogue, text: str) -> tuple[Topic, ...]:
    """Sensitive topics of which a keyword stands in the text, as whole words in a row.

    A rule and no guess: it holds with every model, and without one.
    """
    said = f" {key(text)} "
    return tuple(
        topic
        for topic in catalogue.topics.values()
        if topic.sensitive and any(f" {key(one)} " in said for one in topic.keywords)
    )


def _problem(path: Path, line: int, rule: str, what: str, element: str = "") -> Problem:
    message, english = (say.format(what) for say in RULES[rule])
    return Problem(path.name, line, element, rule, message, english)


RULES = {
    "unreadable": ("Berkas tidak dapat dibaca: {}.", "The file cannot be read: {}."),
    "not-yaml": ("Susunan YAML keliru: {}.", "Not well-formed YAML: {}."),
    "yaml-anchor": ("Jangkar dan tanda jenis YAML tidak dipakai: {}.", "No anchors, no tags: {}."),
    "shape": ("Isinya tidak sesuai: {}.", "The content does not fit: {}."),
    "twice": ("“{}” ditulis dua kali.", "“{}” is written twice."),
    "answerer": (
        "Topik “{}” memerlukan satu dari agency atau level.",
        "The topic “{}” needs either an agency or a level.",
    ),
    "unknown-organisation": (
        "Perangkat daerah “{}” tidak ada di organisations.yaml.",
        "The organisation “{}” is not in organisations.yaml.",
    ),
    "not-contoh": (
        "Kalimat topik “{}” harus bertanda contoh: true.",
        "The sentences of the topic “{}” must be marked contoh: true.",
    ),
    "supervisor": ("Pembina tingkat “{}” belum disebut.", "No supervisor of the level “{}”."),
    "name": ("Nama topik “{}” kosong.", "The name of the topic “{}” is empty."),
}


def _lines(text: str) -> list[int]:
    """The line of each topic in turn."""
    node = yaml.compose(text, Loader=LOADER)
    if not isinstance(node, yaml.MappingNode):
        return []
    for name, value in node.value:
        if name.value == "topics" and isinstance(value, yaml.SequenceNode):
            return [one.start_mark.line + 1 for one in value.value]
    return []


def _shape(path: Path, tree: Any, lines: list[int]) -> list[Problem]:
    """Each topic is read by itself, so that one defect does not hide the next."""
    problems = []
    topics = tree.get("topics") if isinstance(tree, dict) else None
    if isinstance(topics, list):
        for line, one in zip(lines, topics, strict=True):
            try:
                msgspec.convert(one, Topic)
            except msgspec.ValidationError as wrong:
                problems.append(_problem(path, line, "shape", str(wrong)))
        tree = {**tree, "topics": []}
    try:
        msgspec.convert(tree, _File)
    except msgspec.ValidationError as wrong:
        problems.append(_problem(path, 1, "shape", str(wrong)))
    return problems


def _meaning(path: Path, found: _File, lines: list[int], organisations: Set[str]) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for line, one in zip(lines, found.topics, strict=True):
        wrong = []
        if one.code in seen:
            wrong.append(("twice", one.code))
        seen.add(one.code)
        if bool(one.agency) == bool(one.level):
            wrong.append(("answerer", one.code))
        if one.agency and one.agency not in organisations:
            wrong.append(("unknown-organisation", one.agency))
        if one.sentences and not one.contoh:
            wrong.append(("not-contoh", one.code))
        if not (one.code.strip() and one.name.id.strip() and one.name.en.strip()):
            wrong.append(("name", one.code))
        problems += [_problem(path, line, rule, what, one.code) for rule, what in wrong]
    levels: tuple[Level, ...] = ("kelurahan", "kecamatan")
    problems += [
        _problem(path, 1, "supervisor", one) for one in levels if one not in found.supervisors
    ]
    problems += [
        _problem(path, 1, "unknown-organisation", code)
        for code in (*found.districts.values(), *found.supervisors.values())
        if code not in organisations
    ]
    return problems
