"""The DMN Technology Compatibility Kit: every case of level 2, and what level 3 has reached."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pendopo.core.decisions.kit import play, read_kit

SHARED = Path(os.environ.get("PENDOPO_SHARED", Path(__file__).parents[6] / "shared"))
KIT = SHARED / "data/dmn/dmn-tck_cl2_cl3_dmn+xml.tar.gz"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
JAVA = "0076-feel-external-java"


@pytest.fixture(scope="module")
def outcomes():
    if not KIT.is_file():
        pytest.skip("the compatibility kit is not here")
    return list(play(read_kit(KIT), now=NOW))


@pytest.mark.parametrize(("level", "least"), [(2, 116), (3, 3261)])
def test_the_kit_passes_as_the_reference_says(outcomes, level, least):
    passed = [one for one in outcomes if one.level == level and not one.trouble]
    assert len(passed) >= least


def test_only_functions_in_java_fail(outcomes):
    assert {one.feature for one in outcomes if one.trouble} <= {JAVA}


def test_every_error_that_the_kit_asks_for_is_told(outcomes):
    assert [one.case for one in outcomes if one.untold] == []


def test_a_folder_without_a_kit_is_told(tmp_path):
    with pytest.raises(ValueError, match="compliance-level"):
        read_kit(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_kit(tmp_path / "tiada")


def kit_of(folder: Path, *, result: str) -> Path:
    place = folder / "TestCases/compliance-level-2/0001-contoh"
    place.mkdir(parents=True)
    (place / "0001.dmn").write_text(
        '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="n" name="n">'
        '<inputData id="i" name="luas"><variable name="luas" typeRef="number"/></inputData>'
        '<decision id="d" name="biaya"><variable name="biaya"/><informationRequirement>'
        '<requiredInput href="#i"/></informationRequirement>'
        "<literalExpression><text>luas * 2</text></literalExpression></decision></definitions>"
    )
    (place / "0001-test.xml").write_text(
        '<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<modelName>0001.dmn</modelName>"
        '<testCase id="1"><inputNode name="luas"><value xsi:type="xsd:decimal">4</value>'
        f'</inputNode><resultNode name="biaya"><expected>{result}</expected></resultNode>'
        "</testCase></testCases>"
    )
    return folder


@pytest.mark.parametrize(
    ("result", "trouble"),
    [
        ('<value xsi:type="xsd:decimal">8</value>', ""),
        ('<value xsi:type="xsd:double">8.000000001</value>', ""),
        ('<value xsi:type="xsd:decimal">9</value>', "biaya: wanted 9, came 8"),
        ('<value xsi:type="xsd:string">8</value>', 'biaya: wanted "8", came 8'),
        ('<value xsi:nil="true"/>', "biaya: wanted null, came 8"),
        ("<list><item><value>8</value></item></list>", 'biaya: wanted ["8"], came 8'),
    ],
)
def test_a_case_holds_only_when_its_value_comes(tmp_path, result, trouble):
    (outcome,) = play(read_kit(kit_of(tmp_path, result=result)), now=NOW)
    assert (outcome.level, outcome.case, outcome.trouble) == (2, "1", trouble)
