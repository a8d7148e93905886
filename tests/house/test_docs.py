"""What is written is true: commands, settings, facts, keys of packages, links, words, READMEs."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pendopo.config.run import docs
from pendopo.config.run.commands import COMMANDS
from pendopo.config.run.references import settings
from pendopo.config.run.variables import names
from tests.house.source import CONTEXTS, ROOT, SRC

REFERENCE = ROOT / "docs" / "reference"
PUBLIC = {one.name for one in COMMANDS if one.english}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *SRC.rglob("README.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(text: str) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", text, re.M))


def test_reference_pages_are_fresh() -> None:
    """As the sources say today; `./pendopo docs` writes them anew."""
    stale = [path.name for path in docs.stale()]
    assert not stale, "run ./pendopo docs"


def test_a_stale_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    assert docs.main(["--check"]) == 1 and not list(tmp_path.iterdir())
    assert docs.main([]) == 0 and not docs.stale()
    (tmp_path / "facts.md").write_text("old", encoding="utf-8")
    (tmp_path / "gone.md").write_text("left over", encoding="utf-8")
    assert {path.name for path in docs.stale()} == {"facts.md", "gone.md"}
    assert docs.main([]) == 0 and docs.main(["--check"]) == 0


def test_every_command_has_a_heading() -> None:
    wanted = {f"`./pendopo {name}`" for name in PUBLIC}
    assert wanted <= headings(reference("commands.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_pages_name_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"\./pendopo ([a-z]+)", text))
    assert named <= PUBLIC


def test_the_readme_says_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split("```sh\n", 1)[1].split("```", 1)[0]
    assert re.findall(r"^\./pendopo (\w+)", block, re.M) == ["demo", "test"]


def test_logins_of_the_tour_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    people = (ROOT / "packages/regions/bondowoso/people.yaml").read_text(encoding="utf-8")
    known = set(re.findall(r"username: (\S+)", people))
    named = set(re.findall(r"`(\w+\.(?:ptsp|dinkes|kabupaten))`", text))
    assert named and named <= known


def test_every_variable_that_is_read_has_a_heading() -> None:
    read = {name for name in settings.readers() if name != "PENDOPO_"}
    assert read - names() == set(), "add it to config/run/variables.py"
    assert {f"`{name}`" for name in names()} <= headings(reference("settings.md"))


def test_variables_that_nobody_reads_are_not_told() -> None:
    tests = {
        name
        for path in (ROOT / "conftest.py", *(ROOT / "tests").rglob("*.py"))
        for name in settings.NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert names() - set(settings.readers()) - tests == set()


def test_every_fact_has_a_heading_and_its_fields() -> None:
    text = reference("facts.md")
    for context in CONTEXTS:
        path = SRC / context / "facts.py"
        if not path.is_file() or context == "ledger":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.ClassDef):
                continue
            lines = [line for line in node.body if isinstance(line, ast.AnnAssign)]
            kind = next((x.value.value for x in lines if ast.unparse(x.target) == "KIND"), "")
            if not kind:
                continue
            section = text.split(f"## `{kind}`\n", 1)[1].split("\n## ")[0].split("\n### ")[0]
            for line in lines:
                name = ast.unparse(line.target)
                assert name == "KIND" or f"| `{name}` |" in section, (kind, name)


def test_every_key_of_a_package_is_told(django: None) -> None:
    from msgspec import Struct

    from pendopo.services import schema

    text = reference("package.md")
    structs = [
        one
        for one in vars(schema).values()
        if isinstance(one, type) and issubclass(one, Struct) and one.__module__ == schema.__name__
    ]
    assert len(structs) > 15
    for struct in structs:
        title = "service.yaml" if struct.__name__ == "Service" else struct.__name__
        section = text.split(f"## {title}\n", 1)[1].split("\n## ")[0]
        assert (struct.__doc__ or "").split()[0] in section
        for key in struct.__struct_encode_fields__:
            assert f"| `{key}` |" in section, (title, key)


def test_every_room_has_a_readme() -> None:
    rooms = [path for path in SRC.iterdir() if any(path.glob("*.py")) or any(path.glob("*/*.py"))]
    missing = [room.name for room in rooms if not (room / "README.md").is_file()]
    assert not missing


@pytest.mark.parametrize("context", CONTEXTS)
def test_readmes_of_contexts_say_words_promises_neighbours(context: str) -> None:
    text = (SRC / context / "README.md").read_text(encoding="utf-8")
    for part in ("Words", "Promises", "Neighbours"):
        assert f"**{part}.**" in text or f"**{part}**" in text, part
    assert len(text.splitlines()) <= 30


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    broken = []
    for target in LINK.findall(text):
        if re.match(r"(https?|mailto):", target):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        named = not anchor or found.suffix != ".md" or anchor in anchors(found)
        if not (found.exists() and named):
            broken.append(target)
    assert not broken


def anchors(path: Path) -> set[str]:
    """Names of headings as a page of the forge makes them."""
    plain = (re.sub(r"[^\w\- ]", "", one.lower()) for one in headings(path.read_text("utf-8")))
    return {one.replace(" ", "-") for one in plain}


def test_decisions_are_numbered_and_linked_from_the_readme() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == [f"{at:04d}" for at in range(1, len(numbers) + 1)]


def test_the_house_page_names_every_room() -> None:
    text = (ROOT / "docs/house.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in SRC.glob("*/__init__.py")}
    faces = {path.parent.name for path in (SRC / "faces").glob("*/__init__.py")}
    core = {path.name for path in (SRC / "core").iterdir() if (path / "__init__.py").is_file()}
    assert {name for name in rooms | faces | core if name not in text} <= {"markup", "problem"}


def words_in_code() -> set[str]:
    """Every name that the code uses for something: classes, functions, fields, values."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SRC.rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
    )
    return set(re.findall(r"\w+", text))


def glossary() -> list[tuple[str, list[str]]]:
    """(Indonesian word, words in code) of each line."""
    rows = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not cells[0].startswith(("-", "Bahasa")):
            rows.append((cells[0], re.findall(r"`(\w+)`", cells[1])))
    return rows


def test_words_of_the_glossary_are_the_words_of_the_code() -> None:
    known = words_in_code()
    rows = glossary()
    assert len(rows) > 25
    assert not [(said, word) for said, words in rows for word in words if word not in known]
    assert len({said for said, _ in rows}) == len(rows)


ELSEWHERE = re.compile(
    r"/(?:root|home|Users|work|mnt|tmp/bash_jobs)/[\w.-]+/"  # paths of one machine
    r"|(?:artifactory|jfrog|nexus|pypi-mirror|npm-mirror)[\w.-]*\.\w+"  # a workplace's registries
    r"|\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+:\d+"
)
TEXT = {".py", ".md", ".toml", ".lock", ".json", ".yaml", ".yml", ".html", ".js", ".mjs", ".scss",
        ".css", ".sql", ".po", ".sh", ".txt", ".typ", ".bpmn", ".dmn", ""}  # fmt: skip


def test_tracked_files_name_no_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a checkout: nothing is tracked here")
    wrong = []
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if not name or path.suffix not in TEXT or not path.is_file() or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if ELSEWHERE.search(line):
                wrong.append(f"{name}:{number} {line.strip()[:80]}")
    assert not wrong, "\n".join(wrong)


def test_the_how_to_is_executed_by_a_test() -> None:
    """`services/tests/test_how_to.py` runs its steps; the page must stay where that looks."""
    assert (ROOT / "docs/how-to/add-a-licence.md").is_file()
    runner = (SRC / "services/tests/test_how_to.py").read_text(encoding="utf-8")
    assert "add-a-licence.md" in runner and "def test_the_page_is_true" in runner
