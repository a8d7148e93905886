"""A planner changes a draft at the desk; of two who change the same, the second is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import text, work


@pytest.fixture
def draft(regency: Any, at: Any) -> Any:
    """(plan id, keys by code) of a draft of the region."""
    from tests.house import planned

    from pendopo.ledger import api as ledger

    with ledger.use_region("35.11"):
        made = planned.drafted(regency)
        return made, planned.keys(made)


def _page(draft: Any, code: str) -> Any:
    from tests.house import planned

    from pendopo.ledger import api as ledger

    made, keys = draft
    with ledger.use_region("35.11"):
        return planned.page_of(made.id, keys[code])


def _form(page: Any) -> dict[str, str]:
    """What the open form would send unchanged."""
    (inner,) = re.findall(r'<section class="card stack" id="isian">.*?</form>', text(page), re.S)
    found = dict(re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', inner))
    found.update(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', inner))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', inner, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    found.pop("contoh", None)
    return found


PROGRAMME, TARGET = "2.18.03", "S1"


def test_an_indicator_is_added_changed_and_never_overwritten_unseen(
    draft: Any, officer: Callable[[str], Any]
) -> None:
    made, keys = draft
    planner = officer("perencana.bappeda")
    here = f"/meja/rencana/{made.id}/simpul/{keys[PROGRAMME]}/ubah/"
    new = _form(planner.get(f"{here}?isi=indikator:baru"))
    new |= {"nama": "Waktu rata-rata", "satuan": "hari", "arah": "turun",
            "akumulasi": "non absolut", "awal": "7,5", "target-2026": "5",
            "target-2026Q1": "6,25", "sumber": "Renstra contoh"}  # fmt: skip
    assert planner.post(here, new).status_code == 302
    one = next(one for one in _page(draft, PROGRAMME).indicators if one.name == "Waktu rata-rata")
    assert (str(one.baseline.normalize()), one.direction) == ("7.5", "turun")
    assert {period: str(value) for period, value in one.targets.items()} == {
        "2026": "5", "2026Q1": "6.25"
    }  # fmt: skip
    first = _form(planner.get(f"{here}?isi=indikator:{one.key}"))
    second = dict(first)
    assert planner.post(here, first | {"target-2026": "4"}).status_code == 302
    late = planner.post(here, second | {"target-2026": "3"})
    assert late.status_code == 409
    assert "Orang lain baru saja mengubahnya" in text(late)
    assert str(_page(draft, PROGRAMME).indicators[1].targets["2026"]) == "4"
    wrong = planner.post(here, _form(planner.get(f"{here}?isi=indikator:{one.key}"))
                         | {"target-2026": "lima"})  # fmt: skip
    assert wrong.status_code == 422 and "bukan angka" in text(wrong)


def test_money_by_account_with_what_was_seen(draft: Any, officer: Callable[[str], Any]) -> None:
    made, keys = draft
    planner, sub = officer("perencana.bappeda"), "2.18.03.2.01.0001"
    here = f"/meja/rencana/{made.id}/simpul/{keys[sub]}/ubah/"
    new = _form(planner.get(f"{here}?isi=pagu:baru"))
    new |= {"rekening": "5.1.02.01.01.0024", "nama": "Alat tulis", "rupiah": "1.500.000"}
    assert planner.post(here, new).status_code == 302
    assert planner.post(here, new).status_code == 409  # it is there by now
    old = _form(planner.get(f"{here}?isi=pagu:2026:5.1.02.01.01.0024"))
    assert planner.post(here, old | {"rupiah": "2.000.000,50"}).status_code == 302
    assert planner.post(here, old | {"rupiah": "9"}).status_code == 409
    found = {one.account: str(one.amount) for one in _page(draft, sub).accounts}
    assert found == {"": "1000000.00", "5.1.02.01.01.0024": "2000000.50"}
    fresh = _form(planner.get(f"{here}?isi=pagu:2026:5.1.02.01.01.0024"))
    assert planner.post(here, fresh | {"rupiah": ""}).status_code == 302
    assert [one.account for one in _page(draft, sub).accounts] == [""]
    bad = planner.post(here, new | {"rekening": "4.1.01"})
    assert bad.status_code == 422 and "diawali 5" in text(bad)


def test_business_and_programmes_add_to_a_target(draft: Any, officer: Callable[[str], Any]) -> None:
    made, keys = draft
    planner = officer("perencana.bappeda")
    here = f"/meja/rencana/{made.id}/simpul/{keys[TARGET]}/ubah/"
    new = _form(planner.get(f"{here}?isi=sumbangan:baru"))
    usaha = new | {"siapa": "business", "nama": "Koperasi contoh", "bagian": "40", "rupiah": "5"}
    assert planner.post(here, usaha).status_code == 302
    other = new | {"siapa": "programme", "program": str(keys[PROGRAMME]), "bagian": "61"}
    over = planner.post(here, other)
    assert over.status_code == 422 and "101 persen" in text(over)
    assert planner.post(here, other | {"bagian": "60"}).status_code == 302
    found = {one.giver: one for one in _page(draft, TARGET).contributions}
    assert {name: str(one.share) for name, one in found.items()} == {
        "business": "40.0000", "programme": "60.0000"
    }  # fmt: skip
    gone = _form(planner.get(f"{here}?isi=sumbangan:{found['business'].key}")) | {"aksi": "lepas"}
    assert planner.post(here, gone | {"revisi": "9"}).status_code == 409
    assert planner.post(here, gone).status_code == 302
    assert [one.giver for one in _page(draft, TARGET).contributions] == ["programme"]


def test_tags_have_a_page_of_their_own(
    draft: Any, officer: Callable[[str], Any], statements: Callable[[], Any]
) -> None:
    made, keys = draft
    planner = officer("perencana.bappeda")
    for code, said in ((TARGET, "sdg:16, RB:Pelayanan"), (PROGRAMME, "sdg:16,se:500.2/1/2026")):
        here = f"/meja/rencana/{made.id}/simpul/{keys[code]}/ubah/"
        form = _form(planner.get(f"{here}?isi=tanda")) | {"tanda": said}
        assert planner.post(here, form).status_code == 302
        assert planner.post(here, form).status_code == 409
        fresh = _form(planner.get(f"{here}?isi=tanda")) | {"tanda": "sdg:18"}
        assert planner.post(here, fresh).status_code == 422
    lists = f"/meja/rencana/{made.id}/lintas/"
    with statements() as few:
        page = text(planner.get(lists))
    assert "TPB 16. Perdamaian" in page and "Surat edaran 500.2/1/2026" in page
    assert len(work(few)) <= 30, len(work(few))
    one = text(planner.get(f"{lists}?tanda=sdg:16"))
    assert one.count('<section class="card stack">') == 2
    assert "Rp&nbsp;3.000.000" in one.replace("\xa0", "&nbsp;"), "a bearer below a bearer once"


def test_only_drafts_and_only_planners(draft: Any, officer: Callable[[str], Any]) -> None:
    made, keys = draft
    here = f"/meja/rencana/{made.id}/simpul/{keys[TARGET]}/ubah/"
    assert officer("program.ptsp").get(here).status_code == 403
    planner = officer("perencana.bappeda")
    assert planner.post(here, {"aksi": "lain"}).status_code == 422
    planner.post(f"/meja/rencana/{made.id}/versi/", {"aksi": "tetapkan", "dasar": "Perbup contoh"})
    assert planner.get(here).status_code == 422
    assert planner.post(here, {"aksi": "tanda", "tanda": "sdg:1"}).status_code == 422
