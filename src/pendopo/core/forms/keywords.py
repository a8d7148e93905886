"""The keywords of a property, read one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pendopo.core.feel import FeelError
from pendopo.core.forms.condition import Condition
from pendopo.core.forms.question import FileRule, Kind, Personal, Text
from pendopo.core.forms.refusal import Report, token

_MEDIA_TYPE: Final = re.compile(r"[a-z]+/([a-z0-9.+-]+|\*)", re.ASCII)


def read_text(given: object, pointer: str, report: Report) -> Text | None:
    """{"id", "en"} from such a mapping or from one string for both; None when absent."""
    if given is None:
        return None
    if isinstance(given, str) and given.strip():
        return {"id": given, "en": given}
    if (
        isinstance(given, Mapping)
        and set(given) == {"id", "en"}
        and all(isinstance(text, str) and text.strip() for text in given.values())
    ):
        return {"id": given["id"], "en": given["en"]}
    report.add(pointer, "text", "Teks harus berupa kalimat, atau {id, en}.",
               "A text is a sentence, or {id, en}.")  # fmt: skip
    return {"id": "", "en": ""}


def read_condition(
    given: Mapping[str, Any], key: str, pointer: str, report: Report
) -> Condition | None:
    """The FEEL condition under `key`, or None."""
    if key not in given:
        return None
    written = given[key]
    try:
        return Condition(str(written).lower() if isinstance(written, bool) else str(written))
    except FeelError as error:
        report.add(f"{pointer}/{token(key)}", "feel", str(error), error.english)
        return None


def read_labels(
    given: Mapping[str, Any], kind: Kind, pointer: str, report: Report
) -> dict[str, Text]:
    """The choices in order, each with its text."""
    if kind not in ("choice", "choices"):
        return {}
    options = given["enum"] if kind == "choice" else given["items"]["enum"]
    if kind == "choices":
        report.unknown_keys(f"{pointer}/items", given["items"], {"type", "enum"})
    good = isinstance(options, list) and all(isinstance(o, str) and o for o in options)
    if not good or not options or len(set(options)) != len(options):
        report.add(f"{pointer}/enum", "enum", "Pilihan harus berupa teks, tidak kosong atau ganda.",
                   "Choices are texts, none empty or twice.")  # fmt: skip
        return {}
    written = given.get("x-labels", {})
    if not isinstance(written, Mapping) or set(written) - set(options):
        report.add(f"{pointer}/x-labels", "labels", "x-labels hanya memuat pilihan dari enum.",
                   "x-labels holds choices of the enum only.")  # fmt: skip
        return {}
    for option in options if written else ():
        if option not in written:
            report.add(f"{pointer}/x-labels", "labels", f"Pilihan “{option}” belum berlabel.",
                       f'The choice "{option}" has no label.')  # fmt: skip
    return {
        option: read_text(written.get(option), f"{pointer}/x-labels/{token(option)}", report)
        or {"id": option, "en": option}
        for option in options
    }


def read_personal(given: Mapping[str, Any], pointer: str, report: Report) -> Personal | None:
    """Whether the answer is personal data, and of which kind (UU 27/2022 Art. 4)."""
    value = given.get("x-personal", False)
    if value is False:
        return None
    if value is True or value == "general":
        return "general"
    if value == "specific":
        return "specific"
    report.add(f"{pointer}/x-personal", "personal", "x-personal: true atau “specific”.",
               'x-personal is true or "specific".')  # fmt: skip
    return "specific"


def read_prefill(given: Mapping[str, Any], pointer: str, report: Report) -> str | None:
    """The dotted name of what is known already."""
    value = given.get("x-prefill")
    if value is None or (isinstance(value, str) and re.fullmatch(r"\w+(\.\w+)*", value)):
        return value
    report.add(f"{pointer}/x-prefill", "prefill", "x-prefill memakai nama seperti applicant.name.",
               "x-prefill is a name such as applicant.name.")  # fmt: skip
    return None


def read_examples(given: Mapping[str, Any], pointer: str, report: Report) -> tuple[str, ...]:
    """The examples; a pattern must have one."""
    examples = given.get("examples", [])
    if not isinstance(examples, list):
        report.add(f"{pointer}/examples", "examples", "examples adalah daftar.", "A list.")
        return ()
    if "pattern" in given and not examples:
        report.add(f"{pointer}/pattern", "pattern_without_example",
                   "Pola perlu contoh (examples), supaya pesan galat dapat menolong.",
                   "A pattern needs examples, so that its error can help.")  # fmt: skip
    return tuple(str(example) for example in examples)


def read_file_rule(given: object, pointer: str, report: Report) -> FileRule:
    """What may be uploaded."""
    rule = given if isinstance(given, Mapping) else {}
    report.unknown_keys(pointer, rule, {"accept", "max_mb", "max_files"})
    accept, max_mb, max_files = rule.get("accept"), rule.get("max_mb", 5), rule.get("max_files", 1)
    if (
        not isinstance(accept, list)
        or not accept
        or not all(isinstance(kind, str) and _MEDIA_TYPE.fullmatch(kind) for kind in accept)
    ):
        report.add(pointer, "file", "accept memuat jenis berkas seperti application/pdf.",
                   "accept holds media types such as application/pdf.")  # fmt: skip
        accept = []
    for key, number in (("max_mb", max_mb), ("max_files", max_files)):
        if type(number) is not int or not 1 <= number <= 100:
            report.add(f"{pointer}/{key}", "file", f"{key} adalah angka 1 sampai 100.",
                       f"{key} is a number from 1 to 100.")  # fmt: skip
            return FileRule(tuple(accept), 5, 1)
    return FileRule(tuple(accept), max_mb, max_files)
