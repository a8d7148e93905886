"""A licence form as services write it, for the tests."""

from pendopo.core.forms import load

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "title": {"id": "Surat izin praktik bidan", "en": "Midwife licence"},
    "required": ["nama", "nik", "telepon", "jenis", "tempat", "str", "pernyataan"],
    "properties": {
        "nama": {
            "type": "string",
            "title": {"id": "Nama lengkap", "en": "Full name"},
            "maxLength": 120,
            "x-personal": True,
            "x-prefill": "applicant.name",
        },
        "nik": {
            "type": "string",
            "format": "nik",
            "title": {"id": "Nomor KTP (NIK)", "en": "ID card number (NIK)"},
            "x-personal": True,
            "x-prefill": "applicant.nik",
        },
        "telepon": {
            "type": "string",
            "format": "phone",
            "title": {"id": "Berapa nomor telepon Anda?", "en": "What is your phone number?"},
            "x-personal": True,
        },
        "email": {"type": "string", "format": "email", "title": "Email", "x-personal": True},
        "jenis": {
            "type": "string",
            "enum": ["baru", "perpanjangan"],
            "x-labels": {
                "baru": {"id": "Izin baru", "en": "New"},
                "perpanjangan": {"id": "Perpanjangan", "en": "Renewal"},
            },
            "title": {"id": "Jenis permohonan", "en": "Kind of application"},
        },
        "nomor_lama": {
            "type": "string",
            "title": {"id": "Nomor izin lama", "en": "Old licence number"},
            "pattern": "^SIPB/[0-9]{3}/20[0-9]{2}$",
            "examples": ["SIPB/012/2021"],
            "x-when": 'jenis = "perpanjangan"',
            "x-required-when": 'jenis = "perpanjangan"',
        },
        "berakhir": {
            "type": "string",
            "format": "date",
            "title": {"id": "Tanggal berakhir izin lama", "en": "End of the old licence"},
            "x-when": 'jenis = "perpanjangan"',
        },
        "alasan_terlambat": {
            "type": "string",
            "title": {"id": "Alasan terlambat", "en": "Reason for being late"},
            "x-multiline": True,
            "minLength": 10,
            "x-when": "berakhir < today",
            "x-required-when": "true",
        },
        "tempat": {
            "type": "array",
            "items": {"type": "string", "enum": ["puskesmas", "klinik", "mandiri"]},
            "maxItems": 2,
            "title": {"id": "Tempat praktik", "en": "Places of practice"},
        },
        "jumlah": {
            "type": "integer",
            "minimum": 1,
            "maximum": 50,
            "title": {"id": "Jumlah tempat tidur", "en": "Number of beds"},
            "x-when": 'list contains(tempat, "mandiri")',
        },
        "luas": {"type": "number", "exclusiveMinimum": 0, "title": {"id": "Luas", "en": "Area"}},
        "alamat": {
            "type": "object",
            "x-address": True,
            "title": {"id": "Alamat praktik", "en": "Address of practice"},
        },
        "str": {
            "title": {"id": "Surat tanda registrasi (STR)", "en": "Registration (STR)"},
            "x-file": {"accept": ["application/pdf", "image/jpeg"], "max_mb": 5, "max_files": 2},
        },
        "ijazah": {"title": "Ijazah", "x-file": {"accept": ["application/pdf"]}},
        "sptjm": {"title": "SPTJM", "x-file": {"accept": ["application/pdf"]}},
        "disabilitas": {
            "type": "boolean",
            "title": {"id": "Apakah Anda penyandang disabilitas?", "en": "Disability?"},
            "x-personal": "specific",
        },
        "pernyataan": {
            "type": "boolean",
            "const": True,
            "title": {"id": "Data saya benar", "en": "My data is correct"},
        },
    },
    "x-alternatives": [["ijazah"], ["sptjm"]],
}
LAYOUT = {
    "steps": [
        {"id": "diri", "title": {"id": "Tentang Anda", "en": "About you"},
         "questions": ["nama", "nik", "telepon", "email"]},
        {"id": "jenis", "questions": ["jenis"]},
        {"id": "lama", "title": {"id": "Izin lama", "en": "Old licence"},
         "questions": ["nomor_lama", "berakhir"]},
        {"id": "terlambat", "questions": ["alasan_terlambat"]},
        {"id": "tempat", "title": {"id": "Tempat praktik", "en": "Place"},
         "hint": {"id": "Paling banyak dua tempat.", "en": "Two places at most."},
         "questions": ["tempat", "jumlah", "luas", "alamat"]},
        {"id": "berkas", "title": {"id": "Berkas", "en": "Documents"},
         "questions": ["str", "ijazah", "sptjm"]},
        {"id": "khusus", "questions": ["disabilitas"], "when": 'service.kind = "special"'},
        {"id": "akhir", "questions": ["pernyataan"]},
    ]
}  # fmt: skip
FILE = "0192f0c1-7c00-7000-8000-000000000001"
OTHER = "0192f0c1-7c00-7000-8000-000000000002"
GOOD = {
    "nama": " Siti  Aminah ",
    "nik": "3511 0157 0490 0001",
    "telepon": "0812-3456-7890",
    "jenis": "baru",
    "tempat": ["puskesmas"],
    "str": [FILE],
    "ijazah": FILE,
    "pernyataan": "on",
}
FORM = load(SCHEMA, LAYOUT, source="form.schema.json")


def having(**answers):
    """The good answers with some others; None takes one away."""
    return {key: value for key, value in {**GOOD, **answers}.items() if value is not None}


def errors(answers, form=FORM, **names):
    """field -> rule of every error."""
    return {error.field: error.rule for error in form.check(answers, names=names).errors}
