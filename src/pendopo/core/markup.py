"""Reads XML that a stranger sent: no DTD, no entities, no network, UTF-8 only, bounded size."""

import re
from typing import Any

from lxml import etree

from pendopo.core.problem import Problem

LIMIT = 4 * 1024 * 1024
"""Bytes. The largest real model that we have seen is 40 kB."""

_DOCTYPE = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(r"^\s*<\?xml[^>]*?\?>")


class NotMarkup(ValueError):
    """The bytes are not XML that we accept; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(data: bytes, *, source: str, whole: bool = False) -> Any:
    """The root element of `data`; `whole` keeps comments and processing instructions too. Raises
    NotMarkup; never expands, fetches or follows anything."""

    def refuse(rule: str, message: str, english: str, line: int = 1) -> NotMarkup:
        return NotMarkup(Problem(source, line, "", rule, message, english))

    if len(data) > LIMIT:
        raise refuse(
            "too-large",
            f"Berkas lebih besar dari {LIMIT // 1024 // 1024} MB.",
            f"The file is larger than {LIMIT // 1024 // 1024} MB.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            "not-utf8", "Berkas harus disimpan sebagai UTF-8.", "The file must be saved as UTF-8."
        ) from None
    if "\0" in text:
        raise refuse(
            "not-xml", "Berkas berisi karakter kosong (NUL).", "The file contains a NUL character."
        )
    found = _DOCTYPE.search(text)
    if found:
        raise refuse(
            "doctype",
            "Berkas berisi DOCTYPE atau ENTITY; demi keamanan hal itu ditolak.",
            "The file contains a DOCTYPE or ENTITY, which is refused for safety.",
            text.count("\n", 0, found.start()) + 1,
        )
    # The declaration may name another encoding than the one the text is in by now.
    clean = _ENCODING.sub(lambda found: "\n" * found.group().count("\n"), text, count=1)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not whole,
        remove_pis=not whole,
    )
    try:
        return etree.fromstring(clean.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise refuse(
            "not-xml",
            f"Berkas bukan XML yang utuh: {error.msg}.",
            f"The file is not well-formed XML: {error.msg}.",
            error.lineno or 1,
        ) from None


def local(element: Any) -> str:
    """The tag without its namespace."""
    return str(etree.QName(element).localname)


def space(element: Any) -> str:
    """The namespace of the tag, "" when it has none."""
    return str(etree.QName(element).namespace or "")


def nearest_id(element: Any) -> str:
    """The id of the element, or of the nearest one around it; "" when none has one."""
    while element is not None:
        found = element.get("id")
        if found:
            return str(found)
        element = element.getparent()
    return ""


class Findings:
    """The problems found in one file, as a reader goes through it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def problem(self, element: Any, rule: str, message: str, english: str, line: int = 0) -> None:
        """Notes a problem at an element; `line` counts within the file, 0 takes the element's."""
        where = line or element.sourceline or 0
        self.problems.append(
            Problem(self.source, where, nearest_id(element), rule, message, english)
        )

    def in_order(self) -> tuple[Problem, ...]:
        """The problems by line."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line))
