"""Why a request was turned down: a status, and one sentence in both languages.

The specification wants a list of `code` and `description`, whatever the format.
"""

from __future__ import annotations

from typing import Any


class Fault(Exception):
    """One or more mistakes under one HTTP status. `word` is a key of `SENTENCES`."""

    def __init__(self, status: int, word: str = "", **details: object) -> None:
        self.status = status
        self.descriptions: tuple[str, ...] = ()
        if word:
            indonesian, english = SENTENCES[word]
            self.descriptions = (both(indonesian.format(**details), english.format(**details)),)
        super().__init__(f"{status} {word}")

    @classmethod
    def saying(cls, status: int, *descriptions: str) -> Fault:
        """With sentences that a room below has written."""
        found = cls(status)
        found.descriptions = descriptions
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"code": self.status, "description": one} for one in self.descriptions]


def both(indonesian: str, english: str) -> str:
    """One description for readers of either language."""
    return f"{indonesian} / {english}"


SENTENCES: dict[str, tuple[str, str]] = {
    "not_found": (
        "Tidak ada apa-apa pada alamat ini.",
        "There is nothing at this address.",
    ),
    "method": (
        "Metode ini tidak tersedia pada alamat ini. Lihat tajuk Allow.",
        "This method is not available at this address. See the Allow header.",
    ),
    "format": (
        "Bentuk {given} tidak tersedia di sini. Yang ada: {known}.",
        "The format {given} is not available here. There are: {known}.",
    ),
    "media_type": (
        "Kirim sebagai application/x-www-form-urlencoded atau multipart/form-data.",
        "Send application/x-www-form-urlencoded or multipart/form-data.",
    ),
    "unreadable": (
        "Permintaan ini tidak dapat dibaca. Periksa penyandiannya (UTF-8).",
        "The request cannot be read. Check its encoding (UTF-8).",
    ),
    "too_large": ("Permintaan ini terlalu besar.", "The request is too large."),
    "too_many": (
        "Terlalu banyak permintaan. Coba lagi sesudah waktu pada tajuk Retry-After.",
        "Too many requests. Try again after the time in the Retry-After header.",
    ),
    "device_busy": (
        "Perangkat ini sudah mengirim banyak laporan. Coba lagi nanti, atau lapor lewat laman.",
        "This device has sent many reports. Try again later, or report on the web page.",
    ),
    "away": (
        "Basis data sedang dinyalakan lagi. Ulangi permintaan yang sama beberapa detik lagi.",
        "The database is starting again. Send the same request again in a few seconds.",
    ),
    "broken": (
        "Ada yang salah di pihak kami. Ulangi permintaan yang sama nanti.",
        "Something is wrong on our side. Send the same request again later.",
    ),
    "key_missing": (
        "Sertakan api_key. Kunci dibuat oleh administrator daerah.",
        "Send an api_key. The region's administrator issues it.",
    ),
    "key_unknown": (
        "api_key ini tidak dikenal di daerah ini, sudah dicabut, atau sudah kedaluwarsa.",
        "This api_key is unknown in this region, revoked, or expired.",
    ),
    "key_scope": (
        "api_key ini tidak boleh melakukan ini; diperlukan cakupan {scope}.",
        "This api_key may not do this; the scope {scope} is needed.",
    ),
    "key_reused": (
        "Idempotency-Key ini sudah dipakai untuk permintaan lain.",
        "This Idempotency-Key was used for another request.",
    ),
    "key_form": (
        "Idempotency-Key terdiri atas 8 sampai 80 karakter.",
        "An Idempotency-Key has 8 to 80 characters.",
    ),
    "jurisdiction": (
        "jurisdiction_id ini tidak dilayani di sini. Yang benar: {code}.",
        "This jurisdiction_id is not served here. It is {code}.",
    ),
    "service_missing": ("Sertakan service_code.", "Send a service_code."),
    "service_unknown": (
        "service_code ini tidak dikenal. Lihat daftar layanan (services).",
        "This service_code is not known. See the list of services.",
    ),
    "request_unknown": (
        "service_request_id ini tidak ditemukan.",
        "This service_request_id is not found.",
    ),
    "token_unknown": ("Token ini tidak ditemukan.", "This token is not found."),
    "place_missing": (
        "Sertakan tempatnya: lat dan long, address_string, atau address_id.",
        "Say where it is: lat and long, address_string, or address_id.",
    ),
    "place_half": ("lat dan long dikirim bersama.", "Send lat and long together."),
    "place_number": (
        "{name} harus berupa angka dengan titik desimal, misalnya {example}.",
        "{name} must be a number with a decimal point, for instance {example}.",
    ),
    "address_unknown": (
        "address_id adalah kode kecamatan, desa, atau kelurahan di daerah ini.",
        "An address_id is the code of a district or village of this region.",
    ),
    "attribute_unknown": (
        "Layanan ini tidak menanyakan attribute[{name}].",
        "This service does not ask for attribute[{name}].",
    ),
    "attribute_choice": (
        "attribute[{name}] adalah salah satu dari {known}.",
        "attribute[{name}] is one of {known}.",
    ),
    "attribute_many": (
        "attribute[{name}] hanya menerima satu nilai.",
        "attribute[{name}] takes one value.",
    ),
    "twice": ("{name} dikirim lebih dari sekali.", "{name} was sent more than once."),
    "too_long": (
        "{name} terlalu panjang, paling banyak {most} karakter.",
        "{name} is too long, at most {most} characters.",
    ),
    "missing": ("Sertakan {name}.", "Send {name}."),
    "media_url": (
        "media_url harus berupa alamat http atau https.",
        "media_url must be an http or https address.",
    ),
    "date": (
        "{name} harus berupa waktu W3C dengan zona, misalnya 2026-11-16T09:00:00+07:00.",
        "{name} must be a W3C date and time with its zone, like 2026-11-16T09:00:00+07:00.",
    ),
    "range_order": (
        "start_date harus sebelum end_date.",
        "start_date must come before end_date.",
    ),
    "range_long": (
        "Rentang start_date sampai end_date paling panjang {days} hari.",
        "The range from start_date to end_date spans at most {days} days.",
    ),
    "status": ("status adalah {known}.", "status is {known}."),
    "page": (
        "{name} adalah bilangan 1 sampai {most}.",
        "{name} is a whole number from 1 to {most}.",
    ),
    "list_long": (
        "Sebut paling banyak {most} nilai pada {name}.",
        "Name at most {most} values in {name}.",
    ),
    "not_yours": (
        "Aplikasi ini bukan pengirim laporan itu, dan kodenya tidak disertakan.",
        "This application did not file that report, and its code was not sent.",
    ),
    "not_answered": (
        "Laporan ini belum dijawab, jadi belum dapat dinyatakan selesai oleh pelapor.",
        "This report has not been answered yet, so its reporter cannot confirm it.",
    ),
    "update_empty": (
        "Sertakan description atau perubahan status.",
        "Send a description or a change of status.",
    ),
}
