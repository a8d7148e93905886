"""Each defect an author can make is found, with its file, its line and its rule."""

from __future__ import annotations

import pytest

from pendopo.services.inspection import inspect
from pendopo.services.source import Source
from pendopo.services.tests.packages import edited, small

S, B, F, L = "service.yaml", "process.bpmn", "form.schema.json", "layout.yaml"
ID, EN, ST = "texts/id.yaml", "texts/en.yaml", "stories/terbit.yaml"
TABLE = b"""<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
  <decision id="biaya" name="Biaya"><variable name="biaya"/>
    <literalExpression><text>%s</text></literalExpression></decision>
</definitions>"""

# edits, rule, file of the problem, a word of its line
CASES: list[tuple[str, list[tuple[str, str, str]], str, str, str]] = [
    ("unknown key", [(S, "agency:", "agensi: x\nagency:")], "key-unknown", S, "agensi"),
    ("missing key", [(S, "system_of_record: pendopo\n", "")], "key-missing", S, ""),
    ("wrong mode", [(S, "mode: issue", "mode: terbit")], "value-wrong", S, "mode:"),
    ("wrong limit", [(S, "3 working_days", "3 hari")], "value-wrong", S, "3 hari"),
    ("negative limit", [(S, "3 working_days", "-3 working_days")], "value-wrong", S, "-3"),
    ("not a date", [(S, "from: 2009-07-18", "from: kapan")], "", S, ""),
    ("key twice", [(S, "mode: issue", "mode: issue\nmode: track")], "twice", S, "mode: track"),
    ("no English", [(EN, "title: Surat Contoh\n", "")], "text-missing", EN, ""),
    ("no English label", [(EN, "kirim: {label: Send the corrections}", "kirim: {}")],
     "text-missing", EN, "kirim"),
    ("text of nothing", [(ID, "endings:", "lain: x\nendings:")], "text-unused", ID, "lain"),
    ("unknown lane", [(S, "  Kepala: {", "  Kepal: {")], "lane-unknown", B, 'name="Kepala"'),
    ("lane not drawn", [(S, "  Kepala: {", "  Lain: {organisation: owner}\n  Kepala: {")],
     "lane-not-drawn", S, "Lain:"),
    ("unknown role", [(S, "role: signer", "role: bos")], "value-wrong", S, "bos"),
    ("officer without role", [(S, "owner, role: signer", "owner")], "no-role", S, "tanda_tangan"),
    ("task without definition", [(one, "  draf:\n", "  draff:\n") for one in (S, ID, EN)],
     "task-undefined", B, 'id="draf"'),
    ("task not drawn", [(one, "  draf:\n", "  draff:\n") for one in (S, ID, EN)],
     "task-not-drawn", S, "draff"),
    ("outcome that nothing uses", [(S, "      tolak: {", "      tunda: {}\n      tolak: {"),
     (ID, "      tolak: {", "      tunda: {label: Tunda}\n      tolak: {"),
     (EN, "      tolak: {", "      tunda: {label: Wait}\n      tolak: {")],
     "outcome-unused", S, "tunda"),
    ("outcome mistyped in a gateway", [(B, "= \"lengkap\"", "= \"lenkap\"")],
     "outcome-unknown", B, ""),
    ("condition reads a strange name", [(B, "periksa.hasil =", "perixa.hasil =")],
     "name-unknown", B, ""),
    ("condition reads personal data", [(B, "periksa.hasil =", "nik =")],
     "name-personal", B, ""),
    ("no such stage", [(S, "    role: drafter\n", "    role: drafter\n    stage: lain\n")],
     "stage-unknown", S, "stage: lain"),
    ("letter missing", [(S, "letters/surat.typ", "letters/lain.typ")],
     "letter-missing", S, "lain.typ"),
    ("letter not in the list", [(S, "letter: penolakan", "letter: lain")],
     "letter-unknown", S, "letter: lain"),
    ("letter unused", [(S, "letters/surat.typ", "letters/penolakan.typ")],
     "letter-unused", "letters/surat.typ", ""),
    ("letter reads a mistyped question", [("letters/surat.typ", 'answer("nama")', 'answer("nma")')],
     "letter-name", "letters/surat.typ", "nma"),
    ("letter reads a mistyped task", [("letters/penolakan.typ", '"draf_penolakan"', '"tolak"')],
     "letter-name", "letters/penolakan.typ", "tolak"),
    ("item of a single task", [(S, "role: drafter\n", "role: drafter\n    organisation: item\n")],
     "item-once", S, "organisation: item"),
    ("draft without letter", [(S, "    letter: surat\n", "")], "no-letter", S, "draf:"),
    ("requires a strange field", [(S, "requires: [catatan]", "requires: [catetan]")],
     "field-unknown", S, "catetan"),
    ("free text not personal", [(S, "maxLength: 2000, x-personal: true", "maxLength: 2000")],
     "text-personal", S, "alasan"),
    ("reserved name", [(S, "      catatan: {type", "      hasil: {type"),
     (S, "requires: [catatan]", "requires: [hasil]"), (ID, "{catatan:", "{hasil:"),
     (EN, "{catatan:", "{hasil:")], "name-reserved", S, "hasil"),
    ("question missing in layout", [(L, "[nama, nik]", "[nama]")], "not_in_layout", F, '"nik"'),
    ("layout asks what is not there", [(L, "[nama, nik]", "[nama, nik, npwp]")],
     "unknown_property", L, "questions: [nama"),
    ("schema keyword unknown", [(F, '"format": "nik"', '"format": "nik", "maxlength": 3')],
     "unknown_keyword", F, "maxlength"),
    ("broken JSON", [(F, '"type": "object",', '"type": "object"')], "not-json", F, ""),
    ("broken YAML", [(S, "mode: issue", "mode: [issue")], "not-yaml", S, ""),
    ("message that nobody brings yet", [
        (B, "<bpmn:process", '<bpmn:message id="m1" name="m"/><bpmn:process'),
        (B, "<bpmn:startEvent", '<bpmn:boundaryEvent id="b1" attachedToRef="periksa" '
         'cancelActivity="false"><bpmn:outgoing>b1f</bpmn:outgoing><bpmn:messageEventDefinition '
         'messageRef="m1"/></bpmn:boundaryEvent><bpmn:endEvent id="b1e"/><bpmn:sequenceFlow '
         'id="b1f" sourceRef="b1" targetRef="b1e"/><bpmn:startEvent')],
     "message-undefined", B, ""),
    ("BPMN refused", [(B, "<bpmn:startEvent", "<bpmn:scriptTask"),
     (B, "</bpmn:startEvent", "</bpmn:scriptTask")], "unsupported", B, "scriptTask"),
    ("fee twice", [(S, "amount: 0,", "amount: 0, decision: biaya,")], "fee", S, "decision: biaya"),
    ("fee by no table", [(S, "amount: 0,", "decision: biaya,")], "decision-unknown", S, "biaya"),
    ("validity of nothing", [(S, "amount: 1, unit: years,", "unit: years,")], "validity", S, ""),
    ("validity misspelt", [(S, "amount: 1, unit: years,", 'feel: "1 +",')], "feel", S, "1 +"),
    ("exempt without article", [(S, "numbering:", "deemed_decision: {exempt: true}\nnumbering:")],
     "exempt-article", S, "exempt"),
    ("strange number pattern", [(S, "{unit}", "{kantor}")], "number-pattern", S, "kantor"),
    ("number without number", [(S, "/{number:03}", "")], "number-pattern", S, "pattern"),
    ("ending undefined", [(S, "  ditolak: {result: refused}\n", ""),
     (ID, "  ditolak: {title: Permohonan ditolak}\n", ""),
     (EN, "  ditolak: {title: Application refused}\n", "")], "ending-undefined", B, "ditolak"),
    ("status missing", [(ID, "  draf: Surat Anda sedang disusun.\n", ""),
     (EN, "  draf: Your letter is being drafted.\n", "")], "status-missing", S, ""),
    ("topic unknown", [(B, 'topic="issue_licence"', 'topic="kirim"')],
     "topic-unknown", B, "terbit"),
    ("correcting without the form", [(S, "    work: correct\n", "")],
     "correct-form", S, "perbaiki"),
    ("whose work", [(S, "work: draft", "work: answer")], "whose-work", S, "draf:"),
    ("nobody signs", [(S, "tandatangani: {style: primary, clock: stop}\n      kembalikan",
     "tandatangani: {clock: stop}\n      kembalikan")], "sign-primary", S, "outcomes"),
    ("story: unknown word", [(ST, "  fee: 0", "  biaya: 0")], "key-unknown", ST, "biaya"),
    ("story: not a moment", [(ST, "at: 2026-11-16 10:00", "at: besok")], "moment", ST, "besok"),
    ("story: back in time", [(ST, "at: 2026-11-17 10:00", "at: 2026-11-15 10:00")],
     "moment-order", ST, "2026-11-15"),
    ("story: like nobody", [("stories/ditolak.yaml", "like: terbit", "like: lain")],
     "story-unknown", "stories/ditolak.yaml", "lain"),
    ("story that is wrong", [(ST, "fee: 0", "fee: 5000")], "story-failed", ST, "fee: 5000"),
]  # fmt: skip


def found(source: Source) -> list[tuple[str, str, int]]:
    return [(one.rule, one.source, one.line) for one in inspect(source).problems]


def test_the_small_package_is_without_defect() -> None:
    assert found(edited()) == []


@pytest.mark.parametrize(
    ("edits", "rule", "file", "word"), [case[1:] for case in CASES], ids=[one[0] for one in CASES]
)
def test_defect(edits: list[tuple[str, str, str]], rule: str, file: str, word: str) -> None:
    source = edited(*edits)
    problems = [one for one in inspect(source).problems if rule in ("", one.rule)]
    problems = [one for one in problems if one.source == file]
    assert problems, f"{rule} not found in {file}: {[str(p) for p in inspect(source).problems]}"
    lines = source.files[file].decode().split("\n")
    if word:
        assert any(word in lines[one.line - 1] for one in problems), [str(p) for p in problems]
    for one in problems:
        assert one.message.strip() and one.english.strip()


def test_several_defects_are_told_at_once() -> None:
    source = edited(
        (S, "mode: issue", "mode: terbit"),
        (S, "3 working_days", "3 hari"),
        (EN, "title: Surat Contoh\n", ""),
        (F, '"format": "nik"', '"format": "nix"'),
        (ST, "  fee: 0", "  biaya: 0"),
    )
    assert {one.source for one in inspect(source).problems} >= {S, EN, F, ST}
    assert len(inspect(source).problems) >= 5


def test_the_slug_is_the_name_of_the_folder() -> None:
    assert inspect(edited(), name="surat-contoh").problems == ()
    (found_,) = inspect(edited(), name="surat-lain").problems
    assert (found_.rule, found_.source) == ("slug-folder", S)


def test_unknown_organisation() -> None:
    problems = inspect(edited(), organisations={"1.02"}).problems
    assert [one.rule for one in problems] == ["organisation-unknown"]
    agency = "2.18.2.07.3.32.01.0000"
    assert inspect(edited(), organisations={agency}).problems == ()


def test_a_fee_by_table() -> None:
    edit = (S, "amount: 0,", "decision: biaya,")
    told = (ST, "fee: 0", "fee: 7000")
    good = edited(edit, told, **{"decisions.dmn": TABLE % b"5000 + 2000"})
    assert found(good) == []
    reads = edited(edit, told, **{"decisions.dmn": TABLE % b"luas * 2"})
    assert ("name-unknown", "decisions.dmn", 3) in found(reads)
    broken = edited(edit, told, **{"decisions.dmn": TABLE % b"5000 +"})
    assert {source for _, source, _ in found(broken)} == {"decisions.dmn"}


RULED = """<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
  <decision id="biaya" name="Biaya"><variable name="biaya"/>
    <decisionTable id="tabel" hitPolicy="%s">
      <input label="Hari"><inputExpression><text>today</text></inputExpression></input>
      <output name="biaya"/>
      <rule id="r1"><inputEntry><text>&lt; date("2027-01-01")</text></inputEntry>
        <outputEntry><text>7000</text></outputEntry></rule>
      <rule id="r2"><inputEntry><text>%s date("2026-12-31")</text></inputEntry>
        <outputEntry><text>9000</text></outputEntry></rule>
    </decisionTable></decision>
</definitions>"""


@pytest.mark.parametrize(
    ("policy", "sign", "problems", "notes"),
    [
        ("UNIQUE", "&gt;", [], []),
        ("UNIQUE", "&gt;=", [("table-overlap", 9)], []),
        ("ANY", "&gt;=", [("table-overlap", 9)], []),
        ("FIRST", "&gt;=", [], []),
        ("FIRST", "&lt;", [], [("table-gap", 4), ("rule-never-hits", 9)]),
    ],
)
def test_tables_are_examined(
    policy: str, sign: str, problems: list[tuple[str, int]], notes: list[tuple[str, int]]
) -> None:
    source = edited(
        (S, "amount: 0,", "decision: biaya,"),
        (ST, "fee: 0", "fee: 7000"),
        **{"decisions.dmn": (RULED % (policy, sign)).encode()},
    )
    inspection = inspect(source)
    assert [(one.rule, one.line) for one in inspection.problems] == problems
    assert [(one.rule, one.line) for one in inspection.notes] == notes
    for one in (*inspection.problems, *inspection.notes):
        assert one.source == "decisions.dmn" and one.element == "tabel"
        assert "Hari" in one.message or one.rule == "rule-never-hits"


def test_a_letter_that_cannot_be_printed_is_named() -> None:
    def refuse(entry: str, files: object, content: object) -> None:
        if entry == "letters/surat.typ":
            raise ValueError("unknown variable: jawab")

    problems = inspect(edited(), print_letter=refuse).problems
    assert [(one.rule, one.source) for one in problems] == [("letter-broken", "letters/surat.typ")]


@pytest.mark.parametrize("name", [S, F, B])
def test_required_files(name: str) -> None:
    assert ("file-missing", name, 0) in found(edited(drop=(name,)))


def test_no_story_is_a_defect() -> None:
    stories = tuple(name for name in small() if name.startswith("stories/"))
    assert ("no-story", "stories", 0) in found(edited(drop=stories))
