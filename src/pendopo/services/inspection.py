"""The whole check of a package: its parts, its letters, its organisations, its stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pendopo.services import check
from pendopo.services.check import calls, formulas, joining
from pendopo.services.compiled import APPLICANT, ITEM, OWNER, Compiled
from pendopo.services.draft import DECISIONS, read
from pendopo.services.formulas import formula
from pendopo.services.letters import sample_content
from pendopo.services.load import compile_source, packages
from pendopo.services.problems import PackageRefused, Problem, Problems
from pendopo.services.source import Source
from pendopo.services.stories import StoryResult, play_all, read_stories

PrintLetter = Callable[[str, Mapping[str, bytes], Mapping[str, Any]], None]
"""(entry, files, content): prints a letter; raises an exception that says what is wrong."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found. compiled is None when the parts do not fit; stories are then not played.
    notes: no defects, but worth a look, such as a case that no rule of a table answers."""

    problems: tuple[Problem, ...]
    compiled: Compiled | None
    stories: tuple[StoryResult, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


def inspect(
    source: Source,
    *,
    organisations: Collection[str] | None = None,
    print_letter: PrintLetter | None = None,
    name: str = "",
    on: date = date(2026, 1, 1),
) -> Inspection:
    """Every defect of a package. name: of its folder, "" when it has none. organisations: codes
    that the directory knows (None: not checked). print_letter: how to try the letters (None: not
    tried). on: date of the samples."""
    draft = read(source)
    check.parts(draft)
    told = read_stories(source, draft.problems)
    if draft.service is not None and organisations is not None:
        _organisations(draft.problems, source, organisations)
    if draft.service is not None and name not in ("", draft.service.slug):
        draft.at(
            ("slug",),
            "slug-folder",
            f"slug “{draft.service.slug}” harus sama dengan nama folder “{name}”.",
            f"The slug “{draft.service.slug}” must be the folder's name “{name}”.",
        )
    try:
        calls.check(draft, packages(source))
    except PackageRefused as refused:
        draft.problems.extend(_inside(refused))
    if len(draft.problems):
        return Inspection(tuple(draft.problems), None, (), tuple(draft.notes))
    compiled = compile_source(source)
    problems = Problems()
    if print_letter is not None:
        _letters(problems, compiled, print_letter, on)
    results = play_all(compiled, told)
    for one in results:
        for failure in one.failures:
            problems.add(
                one.source,
                failure.line,
                "story-failed",
                f"Cerita “{one.title}”: {failure}.",
                f"Story “{one.title}”: {failure.what}: expected {failure.expected},"
                f" found {failure.found}.",
                element=one.name,
            )
    return Inspection(tuple(problems), compiled, results, tuple(draft.notes))


def _inside(refused: PackageRefused) -> tuple[Problem, ...]:
    """Defects of a called package, said so."""
    return tuple(
        replace(
            one,
            message=f"Paket yang dipanggil: {one.message}",
            english=f"The called package: {one.english}",
        )
        for one in refused.problems
    )


def _organisations(problems: Problems, source: Source, known: Collection[str]) -> None:
    draft = read(source)
    if draft.service is None:
        return
    service = draft.service
    named: list[tuple[tuple[str | int, ...], str]] = [(("agency",), service.agency)]
    for name, lane in service.lanes.items():
        named.append((("lanes", name, "organisation"), lane.organisation))
    for element, task in service.tasks.items():
        named.append((("tasks", element, "organisation"), task.organisation))
    for path, code in named:
        plain = code and not formula(code) and code not in (OWNER, APPLICANT, ITEM)
        if plain and code not in known:
            _unknown(problems, "service.yaml", draft.line("service.yaml", path), code)
    for source_of, line, code in formulas.codes(draft):
        if code not in known:
            _unknown(problems, source_of, line, code)
    for line, code in joining.chosen(draft):
        if code not in known:
            _unknown(problems, DECISIONS, line, code)


def _unknown(problems: Problems, source: str, line: int, code: str) -> None:
    problems.add(
        source,
        line,
        "organisation-unknown",
        f"Perangkat daerah berkode “{code}” tidak ada di direktori.",
        f"The directory knows no organisation with the code “{code}”.",
    )


def _letters(problems: Problems, compiled: Compiled, print_letter: PrintLetter, on: date) -> None:
    files = letter_files(compiled)
    content = sample_content(compiled, on)
    for letter in compiled.service.letters.values():
        try:
            print_letter(letter.template, files, content)
        except Exception as broken:  # the printer's own errors, which we cannot name from here
            line = getattr(broken, "line", 0)
            problems.add(
                getattr(broken, "path", letter.template),
                line if isinstance(line, int) else 0,
                "letter-broken",
                f"Surat tidak dapat dicetak: {broken}",
                f"The letter cannot be printed: {broken}",
            )


def letter_files(compiled: Compiled) -> dict[str, bytes]:
    """The files of the package's letters, by their path in the package."""
    files = compiled.source.files
    return {name: data for name, data in files.items() if name.startswith("letters/")}
