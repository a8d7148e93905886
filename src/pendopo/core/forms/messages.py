"""Sentences for answers that must be mended: each says what to do, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from pendopo.core.forms.question import Question, Text

_NOUNS: Final[dict[str, tuple[str, str]]] = {
    "nik": ("nomor KTP (NIK)", "ID card number (NIK)"),
    "nip": ("NIP", "civil servant number (NIP)"),
    "phone": ("nomor telepon", "phone number"),
    "email": ("alamat email", "e-mail address"),
    "uri": ("alamat situs", "web address"),
    "date": ("tanggal", "date"),
    "time": ("jam", "time"),
    "address": ("alamat", "address"),
}
_MISSING: Final[dict[str, tuple[str, str]]] = {
    "nik": ("Isi {0} 16 angka.", "Enter {0}, 16 digits."),
    "nip": ("Isi {0} 18 angka.", "Enter {0}, 18 digits."),
    "file": ("Unggah {0}.", "Upload {0}."),
    "choice": ("Pilih {0}.", "Select {0}."),
    "choices": ("Pilih {0}.", "Select {0}."),
    "boolean": ("Pilih ya atau tidak: {1}", "Select yes or no: {1}"),
}
_WRONG: Final[dict[str, tuple[str, str]]] = {
    "nik": (
        "Periksa {0}: tulis 16 angka seperti di KTP atau Kartu Keluarga.",
        "Check {0}: enter the 16 digits on the ID card or family card.",
    ),
    "nip": ("Periksa {0}: tulis 18 angka.", "Check {0}: enter 18 digits."),
    "phone": ("Tulis {0} seperti 0812 3456 7890.", "Enter {0} like 0812 3456 7890."),
    "email": ("Tulis {0} seperti nama@contoh.id.", "Enter {0} like name@example.id."),
    "code": ("Pilih {0} dari daftar.", "Select {0} from the list."),
    "uri": ("Tulis {0} seperti https://contoh.id.", "Enter {0} like https://example.id."),
    "date": ("Tulis {0} seperti 17-08-1990.", "Enter {0} like 17-08-1990."),
    "time": ("Tulis {0} seperti 08:30.", "Enter {0} like 08:30."),
    "integer": (
        "Isi {0} dengan angka bulat, misalnya 12.",
        "Enter {0} as a whole number, like 12.",
    ),
    "number": ("Isi {0} dengan angka, misalnya 12,5.", "Enter {0} as a number, like 12.5."),
    "boolean": ("Pilih ya atau tidak: {1}", "Select yes or no: {1}"),
    "choice": ("Pilih {0} dari daftar.", "Select {0} from the list."),
    "choices": ("Pilih {0} dari daftar.", "Select {0} from the list."),
    "file": ("Unggah ulang {0}; berkasnya tidak terbaca.", "Upload {0} again; it was not read."),
    "address": ("Tulis {0} pada baris yang tersedia.", "Enter {0} on the lines provided."),
}
_RULES: Final[dict[str, tuple[str, str]]] = {
    "minLength": ("Isi {0} paling sedikit {2} karakter.", "Enter {0}, at least {2} characters."),
    "maxLength": (
        "Persingkat {0}, paling banyak {2} karakter.",
        "Shorten {0} to {2} characters or fewer.",
    ),
    "minimum": ("Isi {0} dengan angka {2} atau lebih.", "Enter {0} as {2} or more."),
    "maximum": ("Isi {0} dengan angka {2} atau kurang.", "Enter {0} as {2} or less."),
    "exclusiveMinimum": ("Isi {0} dengan angka lebih dari {2}.", "Enter {0} as more than {2}."),
    "exclusiveMaximum": ("Isi {0} dengan angka kurang dari {2}.", "Enter {0} as less than {2}."),
    "multipleOf": ("Isi {0} dengan kelipatan {2}.", "Enter {0} as a multiple of {2}."),
    "const": ("Centang untuk melanjutkan: {1}", "Tick to continue: {1}"),
    "minItems": ("Pilih paling sedikit {2} untuk {0}.", "Select at least {2} for {0}."),
    "maxItems": ("Pilih paling banyak {2} untuk {0}.", "Select at most {2} for {0}."),
    "pattern": ("Tulis {0} seperti contoh: {3}.", "Enter {0} like this: {3}."),
    "control": (
        "Tulis ulang {0}; ada tanda yang tidak terbaca.",
        "Enter {0} again; it has signs that cannot be read.",
    ),
}
_FILES: Final = ("Unggah paling banyak {2} berkas untuk {0}.", "Upload at most {2} files for {0}.")


def sentence(question: Question, rule: str, limit: object = None) -> Text:
    """What to do about `rule` (a JSON Schema keyword, or missing, type, format, control).

    limit: the keyword's value, said in the sentence.
    """
    if rule == "missing":
        said = _MISSING.get(question.kind, ("Isi {0}.", "Enter {0}."))
    elif rule == "maxItems" and question.kind == "file":
        said = _FILES
    elif rule in _RULES:
        said = _RULES[rule]
    else:
        said = _WRONG.get(question.kind, ("Periksa {0}.", "Check {0}."))
    example = question.examples[0] if question.examples else ""
    return {
        language: said[place].format(
            noun(question, language), question.title[language], _figure(limit, language), example
        )
        for place, language in enumerate(("id", "en"))
    }


def one_of(groups: Iterable[Iterable[Question]]) -> Text:
    """The sentence for documents of which one group must be complete."""
    listed = [list(group) for group in groups]
    files = all(question.kind == "file" for group in listed for question in group)
    said = {}
    for language, verb, both, either in (
        ("id", "Unggah" if files else "Isi", " dan ", ", atau "),
        ("en", "Upload" if files else "Enter", " and ", ", or "),
    ):
        names = [both.join(noun(question, language) for question in group) for group in listed]
        said[language] = f"{verb} {either.join(names)}."
    return said


def unknown(field: str) -> Text:
    """The sentence for an answer to a question that the form does not have."""
    return {
        "id": f"Formulir ini tidak mempunyai isian “{field}”. Muat ulang halaman, lalu coba lagi.",
        "en": f'This form has no question "{field}". Reload the page and try again.',
    }


def noun(question: Question, language: str) -> str:
    """The title as it stands within a sentence; a title that asks gives way to a noun."""
    title = question.title[language].strip()
    if title.endswith("?"):
        if question.kind in _NOUNS:
            return _NOUNS[question.kind][language == "en"]
        return f"jawaban “{title}”" if language == "id" else f'the answer to "{title}"'
    title = title.rstrip(".:")
    first, _, second = title.partition(" ")
    proper = second[:1].isupper() and not second[1:2].isupper()  # "Kartu Keluarga", not "Nomor KTP"
    return title if first[1:2].isupper() or proper else title[:1].lower() + title[1:]


def _figure(limit: object, language: str) -> str:
    if isinstance(limit, bool) or not isinstance(limit, int | float | Decimal):
        return str(limit)
    text = f"{limit:,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text
