"""Merging and compiling translations: read back by the standard library's own gettext."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest

from pendopo.config.run import po, translations

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(folder: Path, text: str, name: str = "en.po") -> Path:
    path = folder / name
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def compiled(entries: list[po.Entry]) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(po.compile_mo(entries)))


def test_texts_contexts_and_plurals_survive(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '#: page.jinja:3\nmsgid "Kirim"\nmsgstr "Send"\n\n'
        'msgctxt "bulan"\nmsgid "Mei"\nmsgstr "May"\n\n'
        'msgid "%(n)s berkas"\nmsgid_plural "%(n)s berkas"\n'
        'msgstr[0] "One file"\nmsgstr[1] "%(n)s files"\n\n'
        'msgid ""\n"Baris satu\\n"\n"“dua”"\nmsgstr ""\n"Line one\\n"\n"“two”"\n',
    )
    english = compiled(po.parse(path))
    assert english.gettext("Kirim") == "Send"
    assert english.pgettext("bulan", "Mei") == "May"
    assert english.gettext("Mei") == "Mei"
    assert english.ngettext("%(n)s berkas", "%(n)s berkas", 1) == "One file"
    assert english.ngettext("%(n)s berkas", "%(n)s berkas", 0) == "%(n)s files"
    assert english.gettext("Baris satu\n“dua”") == "Line one\n“two”"
    assert english.info()["plural-forms"] == "nplurals=2; plural=(n != 1);"


def test_fuzzy_and_untranslated_texts_stay_indonesian(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '#, fuzzy\nmsgid "Kirim"\nmsgstr "Post"\n\nmsgid "Batal"\nmsgstr ""\n\n'
        '#~ msgid "Lama"\n#~ msgstr "Old"\n\nmsgid "Simpan"\nmsgstr "Save"\n',
    )
    assert [entry.msgid for entry in po.parse(path)] == ["Simpan"]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ('msgid "a"\nmsgstr tanpa kutip\n', ":5", "not understood"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', ":4", "msgstr[0]"),
        ('msgid "a %(nama)s"\nmsgstr "b %(name)s"\n', ":4", "placeholders"),
        ('msgid "a {nomor}"\nmsgstr "b"\n', ":4", "placeholders"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', ":6", "twice"),
        ('msgid "a"\nmsgstr "b" "c\n', ":5", ""),
    ],
)
def test_a_defect_names_file_and_line(tmp_path: Path, text: str, place: str, word: str) -> None:
    with pytest.raises(po.Defect, match=r"en\.po") as caught:
        po.parse(write(tmp_path, text))
    assert f"en.po{place}" in str(caught.value)
    assert word in str(caught.value)


def test_equal_duplicates_merge_and_different_ones_name_both_places(tmp_path: Path) -> None:
    first = po.parse(write(tmp_path, 'msgid "Kota"\nmsgstr "City"\n', "a.po"))
    same = po.parse(write(tmp_path, 'msgid "Kota"\nmsgstr "City"\n', "b.po"))
    other = po.parse(write(tmp_path, 'msgid "Kota"\nmsgstr "Town"\n', "c.po"))
    apart = po.parse(write(tmp_path, 'msgctxt "x"\nmsgid "Kota"\nmsgstr "Town"\n', "d.po"))
    assert len(po.merge(first + same)) == 1
    assert len(po.merge(first + apart)) == 2
    with pytest.raises(po.Defect, match=r"c\.po:4.*a\.po:4"):
        po.merge(first + other)


def test_the_house_of_translations_is_in_order() -> None:
    """Every en.po in the source is readable, and none contradicts another."""
    entries = translations.collect()
    assert len(entries) == len({entry.key for entry in entries})
    assert len(po.compile_mo(entries)) > 28
