"""Every text of every face has English; no template carries code of its own."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pendopo.config.run import po, translations
from tests.house import texts
from tests.house.source import ROOT


@pytest.fixture(scope="module")
def said(django: None) -> list[texts.Said]:
    from django.template import engines

    return list(texts.said(engines["jinja2"].env))  # type: ignore[attr-defined]  # only this backend has one


@pytest.fixture(scope="module")
def english() -> dict[tuple[str | None, str, bool], po.Entry]:
    """Raises when placeholders differ, or one Indonesian text has two English ones."""
    return {entry.key: entry for entry in translations.collect()}


def test_texts_are_found_at_all(said: list[texts.Said]) -> None:
    kinds = {one.place.rsplit(":", 1)[0].rsplit(".", 1)[1] for one in said}
    assert kinds == {"html", "py"} and len({one.msgid for one in said}) > 500
    assert any(one.plural for one in said) and any(one.context for one in said)


def test_every_text_has_english(said: list[texts.Said], english: dict[Any, po.Entry]) -> None:
    missing = sorted(
        {
            f"{one.place} {one.msgid!r}"
            for one in said
            if one.msgid and one.key not in english and not is_sample(one, english)
        }
    )
    assert not missing, "\n".join(missing)


def is_sample(one: texts.Said, english: dict[Any, po.Entry]) -> bool:
    """The gallery's words live apart, in the context `contoh` (see `gallery.sample_text`)."""
    in_gallery = re.search(r"/components/(samples|pages)/", one.place)
    return bool(in_gallery) and (SAMPLES, one.msgid, one.plural) in english


SAMPLES = "contoh"


def test_english_is_not_left_empty() -> None:
    """`po.parse` leaves empty and fuzzy entries out: count them by hand."""
    for path in translations.sources():
        text = path.read_text(encoding="utf-8")
        entries = len(re.findall(r"^msgid ", text, re.M)) - len(
            re.findall(r'^msgid ""\n\n?msgstr', text, re.M)
        )
        assert "fuzzy" not in text, path
        assert len(po.parse(path)) in (entries, entries - 1), path.relative_to(ROOT)


def test_placeholders_are_the_same(english: dict[Any, po.Entry]) -> None:
    for entry in english.values():
        wanted = set(po.PLACEHOLDER.findall(entry.msgid)) | set(
            po.PLACEHOLDER.findall(entry.plural or "")
        )
        for text in entry.texts:
            assert set(po.PLACEHOLDER.findall(text)) <= wanted, entry.place


def test_nothing_is_translated_that_nobody_says(
    said: list[texts.Said], english: dict[Any, po.Entry]
) -> None:
    """A text that was changed leaves its old English behind: take it out."""
    known = {one.key for one in said}
    told = {entry.msgid for entry in english.values() if entry.key not in known}
    elsewhere = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in ("*.py", "*.html", "*.js")
        for path in texts.FACES.rglob(pattern)
    ).replace('\\"', '"')
    assert not sorted(text for text in told if text not in elsewhere)


INLINE = {
    "a style": re.compile(r"<style|\sstyle=[\"']"),
    "a script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "an address that runs": re.compile(r"javascript:", re.I),
    "an htmx expression": re.compile(r"hx-on|hx-vals=[\"']js:|\[[^\]]*\]\s*hx-trigger"),
}


@pytest.mark.parametrize("what", sorted(INLINE))
def test_templates_carry_no_code(what: str) -> None:
    """The content security policy would refuse it, and the page would break in silence."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts.templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if INLINE[what].search(line)
    ]
    assert len(texts.templates()) > 50
    assert not found, "\n".join(found)
