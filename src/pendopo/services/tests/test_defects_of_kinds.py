"""Defects of opinions, dated fees, documents per agency and hand-overs: file, line and rule."""

from __future__ import annotations

import pytest

from pendopo.services.inspection import inspect
from pendopo.services.source import Source, from_files, read_folder
from pendopo.services.tests.packages import SHIPPED

S, B, F, ID = "service.yaml", "process.bpmn", "form.schema.json", "texts/id.yaml"
ROUTE, BUILDING = "izin-trayek", "pbg"
POLICY = "      policy: veto\n"
REFUSES = "      refuses: [tolak]\n"
MORE = "      more: {by: [verifier, supervisor]}\n"
SILENT = "      silence: {counts_as: rekomendasikan, after: 5 working_days%s}\n"
ENDED = "until: 2024-01-05, decision"
OURS = '  - {from: 2024-01-05, amount: 0, basis: "UU 1/2022'
ELSEWHERE = "from: 2021-02-02, elsewhere: true"
LABEL = "  label: Perkiraan retribusi, bukan tagihan\n"
SERIAL = 'isSequential="false" camunda:collection="instansi"'
OWNER = '"x-visible-to": [\n        "Loket DPMPTSP"\n      ]'
WHO = '"x-visible-to": [\n        "Dinas Perhubungan",'

# package, edits, rule, file of the problem, a word of its line
CASES: list[tuple[str, str, list[tuple[str, str, str]], str, str, str]] = [
    ("parallel opinions without a policy", ROUTE, [(S, "    join:\n" + POLICY, "    jon:\n")],
     "key-unknown", S, "jon:"),
    ("an unknown policy", ROUTE, [(S, POLICY, "      policy: suara\n")],
     "value-wrong", S, "suara"),
    ("opinions one after the other", ROUTE, [(B, SERIAL, SERIAL.replace("false", "true"))],
     "join-parallel", S, "policy: veto"),
    ("quorum without a number", ROUTE, [(S, POLICY, "      policy: quorum\n")],
     "join-quorum", S, "policy: quorum"),
    ("a number without quorum", ROUTE, [(S, POLICY, POLICY + "      quorum: 2\n")],
     "join-quorum", S, "policy"),
    ("nobody can refuse a veto", ROUTE, [(S, REFUSES, "")], "join-veto", S, "policy: veto"),
    ("an outcome that is none", ROUTE, [(S, "refuses: [tolak]", "refuses: [tollak]")],
     "join-outcome", S, "tollak"),
    ("agrees and refuses at once", ROUTE, [(S, "refuses: [tolak]", "refuses: [dengan_syarat]")],
     "join-outcome", S, "agrees"),
    ("an opinion that stops the clock", ROUTE,
     [(S, "      tidak_berpendapat: {}", "      tidak_berpendapat: {clock: pause}")],
     "join-alone", S, ""),
    ("silence without a basis", ROUTE, [(S, MORE, MORE + SILENT % "")],
     "silence-basis", S, "counts_as"),
    ("silence by custom", ROUTE, [(S, MORE, MORE + SILENT % ", basis: Kebiasaan setempat")],
     "silence-basis", S, "Kebiasaan"),
    ("silence that nobody hears of", ROUTE, [(B, 'topic="escalate"', 'topic="notify"')],
     "silence-unheard", S, "policy: veto"),
    ("nobody reads the result", ROUTE,
     [(B, 'joined.pendapat = "agreed"', "fee = 0"), (B, 'joined.pendapat = "refused"', "fee > 0")],
     "join-unread", B, 'id="pendapat"'),
    ("a fee that ends into nothing", ROUTE, [(S, ENDED, "until: 2023-06-01, decision")],
     "fee-gap", S, "2023-06-01"),
    ("two fees at once", ROUTE, [(S, ENDED, "until: 2024-06-01, decision")],
     "fee-twice", S, "2024-06-01"),
    ("two fees from one day", ROUTE, [(S, OURS, OURS.replace("2024-01-05", "2012-01-01"))],
     "fee-twice", S, "2012-01-01"),
    ("the last fee ends", ROUTE,
     [(S, "2024-01-05, amount: 0,", "2024-01-05, until: 2030-01-01, amount: 0,")],
     "fee-gap", S, "2030-01-01"),
    ("a fee that begins too late", BUILDING, [(S, ELSEWHERE, "from: 2022-01-01, elsewhere: true")],
     "fee-gap", S, "2022-01-01"),
    ("a fee that says two things", ROUTE, [(S, "2024-01-05, amount: 0,",
     "2024-01-05, amount: 0, decision: biaya,")], "fee", S, "decision: biaya, basis: \"UU"),
    ("a fee set elsewhere for our own service", ROUTE,
     [(S, "2024-01-05, amount: 0,", "2024-01-05, elsewhere: true,")],
     "fee-elsewhere", S, "elsewhere"),
    ("a document for an unknown lane", ROUTE, [(F, WHO, WHO.replace("Dinas", "Dinnas"))],
     "visible-unknown", F, "x-visible-to"),
    ("visibility that is no list", ROUTE,
     [(F, OWNER, '"x-visible-to": "Loket DPMPTSP"')],
     "visible-list", F, "x-visible-to"),
    ("visibility of an ordinary question", ROUTE,
     [(F, '"maximum": 200,', '"maximum": 200,\n      "x-visible-to": ["Loket DPMPTSP"],')],
     "visible-file", F, "x-visible-to"),
    ("an estimate without a label", BUILDING,
     [(ID, LABEL, ""), ("texts/en.yaml", "  label: Estimate of the retribution, not a bill\n", "")],
     "estimate-label", S, "perkiraan_retribusi"),
    ("an estimate that reads like a bill", BUILDING,
     [(ID, LABEL, "  label: Retribusi Anda\n")], "estimate-label", S, "decision: perkiraan"),
    ("an estimate by no table", BUILDING,
     [(S, "decision: perkiraan_retribusi", "decision: kira_kira")],
     "decision-unknown", S, "kira_kira"),
    ("our decision in another system's service", BUILDING,
     [(S, "pbg_terbit: {result: handed_over}", "pbg_terbit: {result: granted}")],
     "handover-decides", S, "granted"),
    ("a hand-over to ourselves", BUILDING,
     [(S, "system_of_record: simbg", "system_of_record: pendopo")],
     "handover-system", S, "system_of_record"),
    ("a hand-over with a fee of ours", BUILDING, [(S, "elsewhere: true", "amount: 50000")],
     "handover-fee", S, "50000"),
    ("a hand-over with a letter", BUILDING,
     [(S, "product: {kind: licence}", "product: {kind: licence, letter: surat}")],
     "handover-letter", S, "letter: surat"),
    ("a hand-over that signs", BUILDING, [(S, "  serahkan:\n    limit",
     "  serahkan:\n    work: sign\n    limit")], "handover-letter", S, "work: sign"),
    ("a hand-over that issues a licence", BUILDING,
     [(B, 'topic="hand_over"', 'topic="issue_licence"')], "handover-letter", B, "beri_tahu"),
    ("a hand-over without its key", BUILDING,
     [(S, "handover: {task: serahkan, number: nomor_simbg}\n", ""),
      (ID, "handover:\n  system: SIMBG\n", ""),
      ("texts/en.yaml", "handover:\n  system: SIMBG\n", "")],
     "handover-missing", S, ""),
    ("a hand-over at no task", BUILDING, [(S, "{task: serahkan,", "{task: serah,")],
     "task-unknown", S, "serah,"),
    ("a hand-over without its number", BUILDING, [(S, "number: nomor_simbg", "number: nomor")],
     "field-unknown", S, "number: nomor"),
    ("a clock that runs on elsewhere", BUILDING, [(S, "clock: stop, ", "")],
     "handover-clock", S, "diteruskan"),
    ("a hand-over of our own service", ROUTE,
     [(S, "form_rules:", "handover: {task: skrd, number: nomor_skrd, system: {id: A, en: A}}\n"
       "form_rules:")], "handover-mode", S, "handover:"),
]  # fmt: skip


def broken(package: str, edits: list[tuple[str, str, str]]) -> Source:
    files = dict(read_folder(SHIPPED / package).files)
    for name, old, new in edits:
        text = files[name].decode()
        assert old in text, f"{name} does not hold {old!r}"
        files[name] = text.replace(old, new, 1).encode()
    return from_files(files)


@pytest.mark.parametrize(("package", "edits", "rule", "source", "word"),
                         [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_is_found_with_file_line_and_rule(
    package: str, edits: list[tuple[str, str, str]], rule: str, source: str, word: str
) -> None:
    made = broken(package, edits)
    problems = inspect(made).problems
    found = [one for one in problems if (one.rule, one.source) == (rule, source)]
    assert found, [(one.rule, one.source, one.message) for one in problems]
    assert all(one.message and one.english for one in found)
    if word:
        lines = made.files[source].decode().splitlines()
        near = "\n".join(line for one in found for line in lines[one.line - 1 : one.line + 1])
        assert word in near, [(one.line, one.message) for one in found]


def test_opinions_of_several_agencies_need_a_policy() -> None:
    files = dict(read_folder(SHIPPED / ROUTE).files)
    text = files[S].decode()
    start, end = text.index("    join:\n"), text.index("  simpulkan:\n")
    files[S] = (text[:start] + text[end:]).encode()
    found = [one for one in inspect(from_files(files)).problems if one.rule == "join-missing"]
    assert [one.source for one in found] == [S] and found[0].line > 0


def test_a_mistyped_agency_in_a_table_is_found_before_a_case_meets_it() -> None:
    known = {"2.18.2.07.3.32.01.0000", "2.11.2.15.0.00.01.0000", "1.03.0.00.0.00.01.0000"}
    problems = inspect(broken(ROUTE, []), organisations=known).problems
    assert {(one.rule, one.source) for one in problems} == {
        ("organisation-unknown", "decisions.dmn")
    }
    assert all("contoh-polres" in one.message and one.line > 0 for one in problems)
    assert inspect(broken(ROUTE, []), organisations={*known, "contoh-polres"}).problems == ()


def test_an_agency_that_a_table_chooses_may_be_named() -> None:
    """The transport police stands in no lane of its own, only in a decision."""
    assert inspect(broken(ROUTE, [])).problems == ()
    made = broken(ROUTE, [("decisions.dmn", '"contoh-polres", "1.03', '"contoh-lain", "1.03')])
    assert "visible-unknown" not in {one.rule for one in inspect(made).problems}
