from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import RFC_4122, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.identity import moment_of, read_nik, read_nip, uuid7

NOW = datetime(2026, 11, 16, 3, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def test_the_example_of_the_rfc():
    """RFC 9562 appendix A.6; the random part is given."""
    moment = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    found = uuid7(moment, lambda bits: 0xCC3 << 62 | 0x18C4DC0C0C07398F)
    assert str(found) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_version_variant_and_moment():
    found = uuid7(NOW)
    assert (found.version, found.variant) == (7, RFC_4122)
    assert moment_of(found) == NOW


def test_they_ascend_within_a_millisecond_and_with_time():
    moments = [NOW] * 2000 + [NOW + timedelta(milliseconds=1)]
    ids = [uuid7(moment) for moment in moments]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_threads_never_share_one():
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda _: uuid7(NOW), range(2000)))
    assert len(set(ids)) == 2000


def test_they_differ_even_without_chance():
    moment = NOW + timedelta(hours=2)
    ids = [uuid7(moment, lambda bits: 0) for _ in range(3)]
    assert ids == sorted(set(ids))


def test_a_used_up_millisecond_still_gives_ids():
    moment = NOW + timedelta(hours=1)
    uuid7(moment, lambda bits: (1 << 74) - 1)
    found = uuid7(moment, lambda bits: 5)
    assert (found.version, moment_of(found)) == (7, moment)


def test_moments_that_cannot_be():
    with pytest.raises(ValueError, match="aware"):
        uuid7(NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="1970"):
        uuid7(datetime(1969, 12, 31, tzinfo=UTC))
    with pytest.raises(ValueError, match="version 7"):
        moment_of(uuid4())


def test_a_nik_of_a_man_and_of_a_woman():
    man = read_nik("3511011704900001")
    assert (man.region, man.regency, man.province) == ("351101", "3511", "35")
    assert (man.sex, man.birth_date(TODAY), man.serial) == ("male", date(1990, 4, 17), "0001")
    woman = read_nik("3511015704900001")
    assert (woman.sex, woman.birth_date(TODAY)) == ("female", date(1990, 4, 17))


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("161126", date(2026, 11, 16)),
        ("171126", date(1926, 11, 17)),
        ("290200", date(2000, 2, 29)),
        ("290296", date(1996, 2, 29)),
    ],
)
def test_the_century_is_the_latest_that_fits(digits, born):
    assert read_nik(f"351101{digits}0001").birth_date(TODAY) == born


@pytest.mark.parametrize(
    "nik",
    ["", "351101170490000", "35110117049000011", "3511013204900001", "3511011713900001",
     "3511012902990001", "3511017204900001", "0511011704900001", "3500011704900001",
     "3511001704900001", "3511011704900000", "351101170490000a", "٣511011704900001", None, 35],
)  # fmt: skip
def test_what_cannot_be_a_nik(nik):
    assert read_nik(nik) is None


def test_a_nip_of_a_civil_servant_and_of_a_contract_worker():
    servant = read_nip("199004172015031002")
    assert (servant.birth_date, servant.appointed_year) == (date(1990, 4, 17), 2015)
    assert (servant.appointed_month, servant.sex, servant.serial) == (3, "male", "002")
    contract = read_nip("199004172023212001")
    assert (contract.appointed_month, contract.sex) == (None, "female")


@pytest.mark.parametrize(
    "nip",
    ["", "19900417201503100", "199013172015031002", "199004172015131002", "199004172015033002",
     "199004171999031002", "199004172015031000", "089904171915031002", None],
)  # fmt: skip
def test_what_cannot_be_a_nip(nip):
    assert read_nip(nip) is None


@given(st.text("0123456789", min_size=14, max_size=19))
def test_reading_digits_never_raises(text):
    for found in (read_nik(text), read_nip(text)):
        assert found is None or found.sex in ("female", "male")
