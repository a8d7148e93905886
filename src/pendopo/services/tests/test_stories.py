"""A story that is wrong must fail, and say where, what was expected and what was found."""

from __future__ import annotations

import pytest

from pendopo.services.load import compile_source
from pendopo.services.problems import Problems
from pendopo.services.stories import StoryResult, play_all, read_stories, untold
from pendopo.services.tests.packages import edited

TOLD = "stories/terbit.yaml"


def told(*edits: tuple[str, str]) -> StoryResult:
    source = edited(*((TOLD, old, new) for old, new in edits))
    problems = Problems()
    stories = read_stories(source, problems)
    assert not len(problems), [str(one) for one in problems]
    return next(one for one in play_all(compile_source(source), stories) if one.name == "terbit")


def test_the_true_story() -> None:
    result = told()
    assert result.ok
    assert result.path == ("periksa", "draf", "tanda_tangan", "selesai")
    assert result.log[0] == "2026-11-16 09:00  permohonan diajukan"


@pytest.mark.parametrize(
    ("old", "new", "what", "expected", "found"),
    [
        ("fee: 0", "fee: 5000", "fee", "5000", "0"),
        ("due: 2026-11-19", "due: 2026-11-20", "due", "2026-11-20", "2026-11-19"),
        ("due: 2026-11-19", "due: none", "due", "none", "2026-11-19"),
        ("clock: running", "clock: paused", "clock", "paused", "running"),
        ("ending: selesai", "ending: ditolak", "ending", "ditolak", "selesai"),
        ("[periksa, draf, tanda", "[draf, tanda", "path", "draf, tanda_tangan, selesai",
         "periksa, draf, tanda_tangan, selesai"),
        ("open: [draf]", "open: [periksa]", "open", "periksa", "draf"),
        ("asked: [ktp]", "asked: [ktp, npwp]", "asked", "ktp, npwp", "ktp"),
        ("letters: [surat]", "letters: []", "letters", "-", "surat"),
        ("valid_until: 2027-11-17", "valid_until: none", "valid_until", "none", "2027-11-17"),
        ("outcome: lengkap", "outcome: terbang", "refused", "-",
         "outcome-unknown: Pilihan ini tidak ada pada tugas tersebut."),
        ("task: draf,", "task: perbaiki,", "open", "perbaiki", "draf"),
        ('nik: "3511014507900001"', 'nik: "12"', "refused", "-", "answers (nik)"),
    ],
)  # fmt: skip
def test_a_wrong_story_fails(old: str, new: str, what: str, expected: str, found: str) -> None:
    result = told((old, new))
    assert [(one.what, one.expected, one.found) for one in result.failures] == [
        (what, expected, found)
    ]
    lines = edited((TOLD, old, new)).files[TOLD].decode().split("\n")
    assert result.failures[0].line > 0
    if what not in ("refused", "open"):
        assert what in lines[result.failures[0].line - 1]


def test_a_refusal_that_was_expected_is_no_failure() -> None:
    step = "  - {at: 2026-11-17 10:00, task: draf, outcome: siap}\n"
    wrong = "  - {at: 2026-11-17 09:00, task: draf, outcome: x, then: {refused: outcome-unknown}}\n"
    assert told((step, wrong + step)).ok
    assert not told((step, wrong.replace("outcome-unknown", "answers") + step)).ok


def test_what_no_story_tells_is_known() -> None:
    source = edited()
    compiled = compile_source(source)
    results = play_all(compiled, read_stories(source, Problems()))
    assert untold(compiled, results) == (("tanda_tangan", "kembalikan"),)
    assert ("periksa", "lengkap") in untold(compiled, results[:1])
