"""What anyone may read: the catalogue, a letter, the reference page, the document."""

from __future__ import annotations

from typing import Any

from pendopo.faces.rest.tests.applying import SERVICE


def test_the_catalogue_speaks_both_languages(anyone: Any) -> None:
    cards = {card["slug"]: card for card in anyone.get("services").json()["services"]}
    card = cards[SERVICE]
    assert card["title"]["id"] != card["title"]["en"]
    assert card["agency"]["code"]
    found = anyone.get("services", q="praktek doktr").json()["services"]
    assert SERVICE in {one["slug"] for one in found}
    assert anyone.get("services", q="zzzzzz").json() == {"services": [], "next": ""}


def test_one_service_is_enough_to_apply(anyone: Any) -> None:
    found = anyone.get(f"services/{SERVICE}").json()
    assert len(found["standard"]) == 14
    assert found["legal_basis"] and found["requirements"]
    questions = {one["name"]: one for one in found["form"]["questions"]}
    asked = {name for step in found["form"]["steps"] for name in step["questions"]}
    assert asked == set(questions)
    assert questions["profesi"]["options"][0]["value"] == "dokter"
    assert questions["nik"]["personal"] is True
    assert questions["internsip"]["required_when"]


def test_pages_follow_each_other(regency: Any) -> None:
    from pendopo.faces.rest.pages import page

    lines = [str(number) for number in range(7)]
    seen: list[str] = []
    cursor = ""
    while True:
        some, cursor = page(lines, key=str, cursor=cursor, limit=3)
        seen += some
        if not cursor:
            break
    assert seen == lines


def test_a_signed_letter_is_verified_by_number_and_by_file(
    anyone: Any, regency: Any, worker: Any
) -> None:
    import datetime as dt

    from tests.regency import CODE, MONDAY

    from pendopo.casework import api as casework
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    day = dt.timedelta(days=1)
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", MONDAY + day, pertimbangan="Layak")
    case.do("penata.ptsp", "siap", MONDAY + day)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf", MONDAY + day)
    assert case.sign(MONDAY + day).ok
    worker.drain(MONDAY + day)
    (letter,) = case.mine(MONDAY + day).letters
    with ledger.use_region(CODE):
        _, pdf = casework.letter_pdf(
            letter_id=letter.letter_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY + day
        )
    found = anyone.get(f"letters/{letter.verify_id}").json()
    assert (found["standing"], found["number"]) == ("valid", letter.number)
    assert found["sample"] is True and found["signer"]["position"]
    checked = anyone.upload("letters/check", "surat.pdf", pdf).json()
    assert (checked["verdict"], checked["letter"]["number"]) == ("genuine", letter.number)
    changed = anyone.upload("letters/check", "surat.pdf", pdf[:-200] + b"0" * 200).json()
    assert changed["verdict"] != "genuine"


def test_the_document_and_its_page(anyone: Any) -> None:
    document = anyone.get("openapi.json").json()
    assert document["openapi"].startswith("3.1")
    paths = document["paths"]
    page = anyone.get("").content.decode().replace("<wbr>", "")
    for path, operations in paths.items():
        assert path in page
        for operation in operations.values():
            assert operation["x-access"] and "4XX" in operation["responses"]
    assert "<script>" not in page and "style=" not in page
