import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.forms import mask


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("3511015704900001", "nik", "3511********0001"),
        ("199004172015031002", "nip", "***************002"),
        ("+6281234567890", "phone", "+6281******890"),
        ("Siti Aminah", "name", "S*** A***"),
        ("siti.aminah@contoh.id", "email", "s***@contoh.id"),
        ("1990-04-17", "date", "1990-**-**"),
        ("Jalan Ahmad Yani", "text", "***"),
        ({"jalan": "x"}, "address", "***"),
        ("", "text", ""),
        (None, "nik", ""),
        ("123", "nik", "***"),
        ("3511", "phone", "****"),
    ],
)
def test_masks(value, kind, shown):
    assert mask(value, kind) == shown


@given(
    st.text(min_size=1), st.sampled_from(["nik", "nip", "phone", "name", "date", "text", "file"])
)
def test_a_mask_never_shows_the_whole(value, kind):
    shown = mask(value, kind)
    assert not value.strip() or shown != value or set(value) <= {"*", "-", " "}
