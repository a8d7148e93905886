from datetime import date
from decimal import Decimal

import pytest

from pendopo.core.forms import load
from pendopo.core.forms.tests.sample import FILE, FORM, GOOD, OTHER, errors, having

TODAY = {"today": date(2026, 11, 16)}


def test_good_answers_come_out_clean():
    checked = FORM.check(GOOD)
    assert checked.ok
    assert checked.clean == {
        "nama": "Siti  Aminah",
        "nik": "3511015704900001",
        "telepon": "+6281234567890",
        "jenis": "baru",
        "tempat": ["puskesmas"],
        "str": [FILE],
        "ijazah": [FILE],
        "pernyataan": True,
    }


def test_clean_answers_check_clean_again():
    clean = FORM.check(having(luas="1.250,5", alamat={"jalan": "Jl. A 1", "desa": "B",
                              "kecamatan": "C", "kabupaten": "D"})).clean  # fmt: skip
    assert clean["luas"] == Decimal("1250.5")
    again = FORM.check(clean)
    assert (again.clean, again.errors) == (clean, ())


def test_all_errors_at_once_in_the_order_of_the_pages():
    checked = FORM.check({"nik": "123", "jenis": "lain", "pernyataan": "tidak"})
    assert [(error.field, error.rule) for error in checked.errors] == [
        ("nama", "missing"),
        ("nik", "format"),
        ("telepon", "missing"),
        ("jenis", "enum"),
        ("tempat", "missing"),
        ("str", "missing"),
        ("ijazah", "alternatives"),
        ("pernyataan", "const"),
    ]
    assert checked.clean == {}


@pytest.mark.parametrize(
    ("answers", "field", "indonesian", "english"),
    [
        ({"nik": None}, "nik", "Isi nomor KTP (NIK) 16 angka.",
         "Enter ID card number (NIK), 16 digits."),
        ({"nik": "12"}, "nik",
         "Periksa nomor KTP (NIK): tulis 16 angka seperti di KTP atau Kartu Keluarga.",
         "Check ID card number (NIK): enter the 16 digits on the ID card or family card."),
        ({"telepon": "12"}, "telepon", "Tulis nomor telepon seperti 0812 3456 7890.",
         "Enter phone number like 0812 3456 7890."),
        ({"nama": "x" * 121}, "nama", "Persingkat nama lengkap, paling banyak 120 karakter.",
         "Shorten full name to 120 characters or fewer."),
        ({"jenis": None}, "jenis", "Pilih jenis permohonan.", "Select kind of application."),
        ({"tempat": ["puskesmas", "klinik", "mandiri"], "jumlah": "1"}, "tempat",
         "Pilih paling banyak 2 untuk tempat praktik.",
         "Select at most 2 for places of practice."),
        ({"str": None}, "str", "Unggah surat tanda registrasi (STR).",
         "Upload registration (STR)."),
        ({"str": [FILE, OTHER, FILE.replace("1", "3")]}, "str",
         "Unggah paling banyak 2 berkas untuk surat tanda registrasi (STR).",
         "Upload at most 2 files for registration (STR)."),
        ({"ijazah": None}, "ijazah", "Unggah ijazah, atau SPTJM.", "Upload ijazah, or SPTJM."),
        ({"pernyataan": "0"}, "pernyataan", "Centang untuk melanjutkan: Data saya benar",
         "Tick to continue: My data is correct"),
        ({"tempat": ["mandiri"], "jumlah": "51"}, "jumlah",
         "Isi jumlah tempat tidur dengan angka 50 atau kurang.",
         "Enter number of beds as 50 or less."),
        ({"tempat": ["mandiri"], "jumlah": "dua"}, "jumlah",
         "Isi jumlah tempat tidur dengan angka bulat, misalnya 12.",
         "Enter number of beds as a whole number, like 12."),
        ({"jenis": "perpanjangan", "nomor_lama": "12"}, "nomor_lama",
         "Tulis nomor izin lama seperti contoh: SIPB/012/2021.",
         "Enter old licence number like this: SIPB/012/2021."),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(answers, field, indonesian, english):
    (error,) = FORM.check(having(**answers)).errors
    assert error.field == field
    assert error.message == {"id": indonesian, "en": english}


def test_a_personal_value_is_masked_in_its_error():
    (error,) = FORM.check(having(nik="3511013204900001")).errors
    assert error.value_shown == "3511********0001"
    (error,) = FORM.check(having(jenis="lain")).errors
    assert error.value_shown == "lain"


def test_answers_to_questions_that_are_not_asked_are_dropped():
    answers = having(nomor_lama="SIPB/012/2021", berakhir="2020-01-01", alasan_terlambat="x")
    checked = FORM.check(answers, names=TODAY)
    assert checked.ok
    assert not checked.clean.keys() & {"nomor_lama", "berakhir", "alasan_terlambat"}


def test_a_hidden_answer_shows_nothing_further_on():
    """The late date belongs to a renewal; for a new licence it must not ask for a reason."""
    late = {"berakhir": "01-01-2020", "nomor_lama": "SIPB/012/2021"}
    assert errors(having(jenis="perpanjangan", **late), **TODAY) == {"alasan_terlambat": "missing"}
    assert errors(having(**late), **TODAY) == {}


def test_required_when():
    assert errors(having(jenis="perpanjangan")) == {"nomor_lama": "missing"}


def test_a_step_may_depend_on_names_from_outside():
    kind = {"service": {"kind": "special"}}
    assert "khusus" in [step.id for step in FORM.visible_steps(GOOD, kind)]
    assert "khusus" not in [step.id for step in FORM.visible_steps(GOOD)]


def test_visible_steps_follow_the_answers():
    assert [step.id for step in FORM.visible_steps({})] == [
        "diri", "jenis", "tempat", "berkas", "akhir",
    ]  # fmt: skip
    renewal = FORM.visible_steps(having(jenis="perpanjangan"))
    assert [step.id for step in renewal][:3] == ["diri", "jenis", "lama"]
    assert FORM.step("jenis").title["en"] == "Kind of application"


def test_one_step_judges_its_own_page_only():
    checked = FORM.check_step("diri", {"nama": "Siti", "jenis": "lain"})
    assert {error.field for error in checked.errors} == {"nik", "telepon"}
    assert checked.clean == {"nama": "Siti"}
    assert FORM.check_step("lama", {"jenis": "baru"}).errors == ()
    assert FORM.check_step("tidak-ada", {}).ok
    assert FORM.check_step("berkas", {"str": FILE}).errors[0].rule == "alternatives"


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"ijazah": None, "sptjm": OTHER}, None),
        ({"ijazah": FILE, "sptjm": OTHER}, None),
        ({"ijazah": None}, "alternatives"),
        ({"ijazah": "bukan-uuid"}, "type"),
    ],
)
def test_one_group_of_documents_must_be_complete(answers, rule):
    assert errors(having(**answers)).get("ijazah") == rule


def test_an_address_has_lines():
    lines = {
        "jalan": "Jl. Ahmad Yani 1",
        "desa": "Dabasah",
        "kecamatan": "",
        "kabupaten": "x" * 2001,
    }
    checked = FORM.check(having(alamat=lines))
    assert {e.field: e.rule for e in checked.errors} == {
        "alamat.kecamatan": "missing",
        "alamat.kabupaten": "maxLength",
    }
    assert checked.errors[0].message["id"] == "Isi kecamatan."
    assert errors(having(alamat={"planet": "Mars"})) == {"alamat": "type"}
    assert FORM.check(having(alamat={"jalan": " "})).ok


def test_missing_and_requirements():
    assert FORM.missing({}) == (
        "nama", "nik", "telepon", "jenis", "tempat", "str", "pernyataan", "ijazah",
    )  # fmt: skip
    assert FORM.missing(GOOD) == ()
    wanted = {need.name: need for need in FORM.requirements({"str": FILE})}
    assert (wanted["str"].required, wanted["str"].given) == (True, True)
    assert wanted["str"].file.max_mb == 5
    assert wanted["ijazah"].one_of == (("ijazah",), ("sptjm",))


def test_what_government_knows_is_not_asked_again():
    names = {"applicant": {"name": "Siti Aminah", "nik": "3511015704900001"}}
    assert FORM.prefilled(names) == {"nama": "Siti Aminah", "nik": "3511015704900001"}
    assert FORM.prefilled({"applicant": {"name": "a\x00"}}) == {}
    assert FORM.prefilled({"applicant": "Siti"}) == {}


def test_personal_answers_are_split_off():
    clean = FORM.check(GOOD).clean
    clear, personal = FORM.split(clean)
    assert set(personal) == {"nama", "nik", "telepon"}
    assert clear | personal == clean
    assert FORM.masked("nik", personal["nik"]) == "3511********0001"
    assert FORM.masked("jenis", "baru") == "baru"


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Kartu Keluarga", "Isi Kartu Keluarga."),
        ("Nomor KTP", "Isi nomor KTP."),
        ("NIK ayah", "Isi NIK ayah."),
        ("Pekerjaan:", "Isi pekerjaan."),
        ("Apa pekerjaan Anda?", "Isi jawaban “Apa pekerjaan Anda?”."),
    ],
)
def test_titles_stand_well_in_a_sentence(title, sentence):
    asked = {"x": {"type": "string", "title": title}}
    form = load(
        {"type": "object", "title": "Uji", "properties": asked, "required": ["x"]}, source="x"
    )
    assert form.check({}).errors[0].message["id"] == sentence
