"""Opinions of several agencies on one case: policy, one more agency, silence, who sees what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import LONG_AGO
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    all_at_once,
    at,
    facts_of,
    fire,
    kinds,
    row,
    the_task,
)

ROUTE = "izin-trayek"
REVIEW = "pendapat"
POLRES = "contoh-polres"
SURVEYED = {"tanggal_survei": "2026-11-16", "layak": True}
BASIS = "Peraturan Contoh Pasal 7"
SILENT = (
    "      more: {by: [verifier, supervisor]}",
    "      more: {by: [verifier, supervisor]}\n"
    f'      silence: {{counts_as: rekomendasikan, after: 2 days, basis: "{BASIS}"}}',
)


def publish(slug: str, *edits: tuple[str, str]) -> None:
    """A route permit with texts of service.yaml replaced."""
    from tests.regency import ROOT

    files = dict(services.read_folder(ROOT / "packages/services" / ROUTE).files)
    text = files["service.yaml"].decode()
    for old, new in ((f"slug: {ROUTE}", f"slug: {slug}"), *edits):
        assert old in text
        text = text.replace(old, new, 1)
    files["service.yaml"] = text.encode()
    with ledger.use_region(CODE):
        services.publish(package=services.load_files(files), valid_from=LONG_AGO, now=LONG_AGO)


def submit(regency: Any, slug: str, **changes: Any) -> Any:
    from tests.regency import Applied

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        sent = applying.apply(slug, regency.answers(ROUTE, **changes), now=MONDAY)
    return Applied(regency, sent.case_id, sent.number, sent.code)


def opened(regency: Any, slug: str = ROUTE, **changes: Any) -> Any:
    """Complete and surveyed: two agencies are asked at once."""
    case = submit(regency, slug, **changes)
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dishub", "selesai", **SURVEYED)
    return case


def ask(case: Any, username: str, agency: str = "8.01.0.00.0.00.01.0000", **more: Any) -> Any:
    with ledger.use_region(CODE):
        found = directory.chart().by_code[agency]
        return casework.ask_agency(
            case_id=case.case_id,
            element=REVIEW,
            organisation_id=found.id,
            who=case.regency.actor(username),
            now=MONDAY,
            **more,
        )


def opinions(case: Any) -> dict[str, tuple[str, str]]:
    """(status, outcome) of each agency's opinion."""
    with ledger.use_region(CODE), ledger.region_transaction():
        known = directory.chart().organisations
        return {
            known[one.organisation_id].short_name: (one.status, one.outcome)
            for one in models.Task.objects.filter(case_id=case.case_id, element=REVIEW)
        }


@pytest.fixture
def shipped(regency: Any) -> Any:
    regency.publish(ROUTE)
    return regency


def test_two_agencies_are_asked_at_once_and_each_has_its_own_task(shipped: Any) -> None:
    case = opened(shipped)
    assert opinions(case) == {"DLHP": ("open", ""), "Satlantas Polres": ("open", "")}
    assert the_task(case, "teknis.polres").title.id == "Beri pendapat tentang trayek"
    case.do("teknis.polres", "dengan_syarat", syarat="Tidak berhenti di tikungan")
    with pytest.raises(casework.NotFound):
        case.view("teknis.kesbangpol")
    case.do("teknis.dishub", "rekomendasikan")
    assert row(case).stage == "draf"


def test_the_way_shows_each_agency_and_who_has_answered(shipped: Any) -> None:
    case = opened(shipped)
    case.do("teknis.polres", "rekomendasikan")
    with ledger.use_region(CODE):
        known = directory.chart().organisations
        way = [
            (known[one.organisation_id].short_name, one.state)
            for one in case.mine().tracking.stages
            if one.element == REVIEW
        ]
    assert way == [("Satlantas Polres", "done"), ("DLHP", "now")]


def test_conditions_of_every_agency_stand_in_the_letter(shipped: Any) -> None:
    case = opened(shipped)
    case.do("teknis.polres", "dengan_syarat", syarat="Tidak berhenti di tikungan")
    case.do("teknis.dishub", "dengan_syarat", syarat="Pasang papan trayek")
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework.actions.letters import results_of

        found = row(case)
        compiled = services.version(hash=found.version_hash)
        said = results_of(found, compiled, directory.load_key(found.key_id))[REVIEW]
    assert said["syarat"].splitlines() == [
        "Kepolisian Resor Bondowoso, Satuan Lalu Lintas: Tidak berhenti di tikungan",
        "Dinas Lingkungan Hidup dan Perhubungan: Pasang papan trayek",
    ]


def test_a_veto_cancels_the_others_and_the_applicant_mends(shipped: Any) -> None:
    case = opened(shipped)
    case.do("teknis.polres", "tolak", alasan="Melawan arus")
    assert opinions(case)["DLHP"] == ("cancelled", "")
    case.do("penata.ptsp", "kembalikan", items=[{"field": "trayek", "reason": "Ubah lintasan"}])
    case.apply_again(
        "kirim", MONDAY + DAY, **shipped.answers(ROUTE, trayek="Bondowoso – Tegalampel")
    )
    case.do("teknis.polres", "rekomendasikan", MONDAY + DAY)
    case.do("teknis.dishub", "rekomendasikan", MONDAY + DAY)
    assert row(case).stage == "draf"


def test_one_more_agency_counts_and_leaves_its_fact(shipped: Any) -> None:
    case = opened(shipped)
    task = ask(case, "penata.ptsp")
    (fact,) = facts_of(case, "case.agency_asked")
    with ledger.use_region(CODE):
        assert fact.data["element"] == REVIEW
        assert UUID(fact.data["agency"]) == directory.chart().by_code["8.01.0.00.0.00.01.0000"].id
    assert the_task(case, "teknis.kesbangpol").id == task
    case.do("teknis.dishub", "rekomendasikan")
    case.do("teknis.polres", "rekomendasikan")
    assert row(case).stage == REVIEW
    case.do("teknis.kesbangpol", "tolak", alasan="Rawan gesekan")
    assert row(case).stage == "simpulkan"


def test_who_may_ask_and_when(shipped: Any) -> None:
    case = opened(shipped)
    assert case.view("penata.ptsp").may_ask == (REVIEW,)
    assert case.view("loket.ptsp").may_ask == (REVIEW,)  # a verifier too
    assert case.view("teknis.dishub").may_ask == ()
    for username, refused in (
        ("teknis.dishub", "not_for_you"),
        ("teknis.dinkes", "case_unknown"),
        ("sekretaris.ptsp", "not_for_you"),
    ):
        with pytest.raises(casework.Refused, match=refused):
            ask(case, username)
    with pytest.raises(casework.Refused, match="flow"):
        ask(case, "penata.ptsp", POLRES)  # has been asked already
    with pytest.raises(casework.Refused, match="agency_unable"):
        ask(case, "penata.ptsp", "3.27.0.00.0.00.01.0000")
    case.do("teknis.polres", "tolak", alasan="x")
    assert case.view("penata.ptsp").may_ask == ()
    with pytest.raises(casework.Refused, match="asking_closed"):
        ask(case, "penata.ptsp")


def test_asking_twice_by_the_same_command_asks_once(shipped: Any) -> None:
    case = opened(shipped)
    who = shipped.actor("penata.ptsp")
    command = ledger.Command(who.account_id, "sekali-saja-untuk-uji", b"x")
    assert ask(case, "penata.ptsp", command=command) == ask(case, "penata.ptsp", command=command)
    assert len(opinions(case)) == 3


def test_asking_races_with_the_last_opinion(shipped: Any) -> None:
    """Either the agency was in time and is waited for, or the opinions were closed before."""
    case = opened(shipped)
    case.do("teknis.dishub", "rekomendasikan")
    task, penata = the_task(case, "teknis.polres"), shipped.actor("penata.ptsp")
    polres = shipped.actor("teknis.polres")
    with ledger.use_region(CODE):
        agency = directory.chart().by_code["8.01.0.00.0.00.01.0000"].id
    found = all_at_once(
        lambda: casework.complete_task(
            task_id=task.id, who=polres, version=task.version, outcome="rekomendasikan",
            answers={}, now=MONDAY,
        ),
        lambda: casework.ask_agency(
            case_id=case.case_id, element=REVIEW, organisation_id=agency, who=penata, now=MONDAY
        ),
    )  # fmt: skip
    if kinds(found) == ["Done", "UUID"]:
        assert row(case).stage == REVIEW and len(opinions(case)) == 3
    else:
        assert kinds(found) == ["Done", "Refused"]
        assert row(case).stage == "draf" and len(opinions(case)) == 2


def test_silence_counts_only_by_its_article_and_says_so(regency: Any) -> None:
    publish("trayek-diam", SILENT)
    case = opened(regency, "trayek-diam")
    case.do("teknis.dishub", "rekomendasikan")
    fire(at("2026-11-18 15:29"))
    assert opinions(case)["Satlantas Polres"] == ("open", "")
    fire(at("2026-11-18 15:31"))
    assert opinions(case)["Satlantas Polres"] == ("done", "rekomendasikan")
    assert row(case).stage == "draf"
    (fact,) = facts_of(case, "task.silence_counted")
    assert fact.actor is None
    lines = [one.detail.id for one in case.mine().tracking.events]
    assert any(BASIS in one for one in lines)


def test_a_silent_agency_without_an_article_is_escalated(shipped: Any) -> None:
    case = opened(shipped)
    fire(at("2026-11-30 09:00"))
    assert opinions(case)["Satlantas Polres"] == ("open", "")
    assert "task_late" in {one.data["reason"] for one in facts_of(case, "case.escalated")}


def paper(case: Any, question: str) -> UUID:
    with ledger.use_region(CODE), ledger.region_transaction():
        found = models.Attachment.objects.get(case_id=case.case_id, question=question)
        return UUID(str(found.file_id))


def open_file(case: Any, question: str, username: str) -> int:
    with ledger.use_region(CODE):
        _, data = casework.file_of_case(
            file_id=paper(case, question), who=case.regency.actor(username), now=MONDAY
        )
        return len(data)


def test_an_agency_opens_only_the_documents_it_may_see(shipped: Any) -> None:
    case = opened(shipped, jalan_desa=True)  # public works is asked too
    for username in ("loket.ptsp", "teknis.dishub", "teknis.polres"):
        assert open_file(case, "stnk", username)
    with pytest.raises(casework.Refused, match="file_closed"):
        open_file(case, "stnk", "teknis.pupr")
    with pytest.raises(casework.Refused, match="file_closed"):
        open_file(case, "ktp", "teknis.dishub")
    assert open_file(case, "rekomendasi_terminal", "teknis.pupr")
    with pytest.raises(casework.NotFound):
        open_file(case, "permohonan", "teknis.dinkes")
    with ledger.use_region(CODE):
        _, data = casework.file_of_case(
            file_id=paper(case, "ktp"), who=directory.ANONYMOUS, key=case.code, now=MONDAY
        )
    assert data


def test_closed_documents_are_not_even_listed(shipped: Any) -> None:
    case = opened(shipped, jalan_desa=True)
    seen = {one.question for one in case.view("teknis.pupr").files}
    assert "rekomendasi_terminal" in seen and not seen & {"stnk", "kir", "ktp"}
    told = {one.name: one for one in case.view("teknis.pupr").answers}
    assert told["stnk"].value is None and "instansi tertentu" in told["stnk"].display.id
    assert {"stnk", "kir", "ktp"} <= {one.question for one in case.view("penata.ptsp").files}
    assert {"stnk", "kir", "ktp"} <= {one.question for one in case.mine().files}


def test_an_added_agency_sees_what_everyone_sees(shipped: Any) -> None:
    case = opened(shipped)
    ask(case, "penata.ptsp")
    seen = {one.question for one in case.view("teknis.kesbangpol").files}
    assert "rekomendasi_terminal" in seen and "stnk" not in seen
