"""Figures of a file find their place in the plan, or say why they have none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from pendopo.core.money import rupiah
from pendopo.planning.realised.values import (
    Entry,
    Known,
    KnownNode,
    Said,
    SaidFigure,
    SaidLetter,
    Slot,
)
from pendopo.planning.tree import Finding, codes

_STORED: Final = Decimal("0.000001")
_SEN: Final = Decimal("0.01")
_Said = SaidFigure | SaidLetter


@dataclass(frozen=True, slots=True)
class Matched:
    """`entries`: figures to write, new ones and corrections; `letters`: with their node; `same`:
    what is there already, figures and letters; `findings` by row, with those of reading."""

    entries: tuple[Entry, ...]
    letters: tuple[tuple[SaidLetter, KnownNode], ...]
    same: int
    findings: tuple[Finding, ...]


class _Matching:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.findings: list[Finding] = []
        self._by_code: dict[str, list[KnownNode]] = {}
        for one in known.nodes:
            if one.code:
                self._by_code.setdefault(codes.tidy(one.code), []).append(one)
        self._width = codes.sub_width(self._by_code)
        self._told: set[tuple[int, str]] = set()

    def say(self, said: _Said, rule: str, column: str, text: str, found: str = "") -> None:
        """Once for a row and column: a row has many figures and one code."""
        if (said.row, rule + column) in self._told:
            return
        self._told.add((said.row, rule + column))
        self.findings.append(
            Finding(rule, said.level, said.code, said.skpd, None, found or said.code, said.row,
                    column, text)
        )  # fmt: skip

    def node(self, said: _Said) -> KnownNode | None:
        found = self._by_code.get(said.code, [])
        if not found:
            self._unknown(said)
            return None
        if said.level:
            found = [one for one in found if one.level == said.level] or found
        if said.skpd:
            mark = codes.agency_key(said.skpd)
            found = [one for one in found if not one.skpd or codes.agency_key(one.skpd) == mark]
            if not found:
                text = f"Kode {said.code} tidak ada pada perangkat daerah {said.skpd}."
                self.say(said, "unknown_code", "skpd_code", text)
                return None
        if len(found) > 1:
            self.say(said, "unclear_code", "skpd_code",
                     f"Kode {said.code} dipakai {len(found)} bagian; tulis kode SKPD dan"
                     " jenjangnya.")  # fmt: skip
            return None
        (node,) = found
        if not node.mine:
            self.say(said, "not_yours", "code",
                     f"Bagian {said.code} milik perangkat daerah lain.")  # fmt: skip
            return None
        return node

    def _unknown(self, said: _Said) -> None:
        level = said.level or codes.guess_level(said.code) or ""
        whole = codes.restored(said.code, level, self._width)
        if whole != said.code and whole in self._by_code:
            self.say(said, "leading_zero", "code",
                     f"Kode {said.code} kehilangan angka nol; mestinya {whole}. Jadikan kolomnya"
                     " Teks.")  # fmt: skip
            return
        self.say(said, "unknown_code", "code",
                 f"Kode {said.code} tidak ada pada versi rencana yang berlaku.")  # fmt: skip

    def indicator(self, said: SaidFigure, node: KnownNode) -> UUID | None:
        """The indicator that a figure of performance is about; a node with one needs no name."""
        if said.indicator:
            found = node.indicators.get(" ".join(said.indicator.casefold().split()))
            if found is None:
                self.say(said, "unknown_indicator", "indicator",
                         f"Indikator “{said.indicator[:80]}” tidak ada pada {said.code}.",
                         said.indicator[:80])  # fmt: skip
            return found
        if len(node.indicators) == 1:
            return next(iter(node.indicators.values()))
        number = len(node.indicators)
        text = (f"{said.code} punya {number} indikator; sebutkan yang mana." if number
                else f"{said.code} tidak punya indikator.")  # fmt: skip
        self.say(said, "unclear_indicator" if number else "unknown_indicator", "indicator", text)
        return None


def match(said: Said, known: Known, *, year: int) -> Matched:
    """Every figure and letter of the file against the plan; nothing is written. year: letters of
    another one are refused."""
    to = _Matching(known)
    entries, same = _entries(said, to)
    letters, more = _letters(said, to, year)
    findings = sorted([*said.findings, *to.findings], key=lambda one: one.row)
    return Matched(tuple(entries), tuple(letters), same + more, tuple(findings))


def _entries(said: Said, to: _Matching) -> tuple[list[Entry], int]:
    found: dict[Slot, Entry] = {}
    there: dict[Slot, tuple[int, Decimal]] = {}
    same = 0
    for one in said.figures:
        node = to.node(one)
        if node is None or not _fits(one, to):
            continue
        indicator = to.indicator(one, node) if one.kind == "performance" else None
        if one.kind == "performance" and indicator is None:
            continue
        value = one.value.quantize(_STORED, ROUND_HALF_UP)
        entry = Entry(one, node, indicator, to.known.figures.get(
            (node.key, indicator, one.kind, one.period)))  # fmt: skip
        if entry.slot in there:
            row, before = there[entry.slot]
            if before != value:  # an export repeats the money of a node for each of its indicators
                text = f"Angka yang sama sudah ada pada baris {row}, dengan nilai lain."
                to.say(one, "duplicate", one.column, text)
            continue
        there[entry.slot] = one.row, value
        if entry.known is not None and entry.known.value == value:
            same += 1
        elif _may_replace(one, entry, to):
            found[entry.slot] = entry
    return list(found.values()), same


def _fits(one: SaidFigure, to: _Matching) -> bool:
    if one.kind == "physical" and not 0 <= one.value <= 100:
        to.say(one, "percent", one.column, "Realisasi fisik 0 sampai 100 persen.", str(one.value))
        return False
    if one.kind == "money" and one.value != one.value.quantize(_SEN):
        to.say(one, "number", one.column, "Rupiah tidak punya pecahan di bawah sen.",
               str(one.value))  # fmt: skip
        return False
    return True


def _may_replace(one: SaidFigure, entry: Entry, to: _Matching) -> bool:
    if entry.known is None:
        return True
    if entry.known.status == "verified":
        to.say(one, "verified", one.column,
               f"Angka {one.period} {one.code} sudah diverifikasi. Minta Bappeda mengembalikannya"
               " dulu.")  # fmt: skip
        return False
    before = entry.known.value.normalize()
    to.say(one, "changed", one.column, f"Angka {one.period} {one.code} semula {before:f}.")
    return True


def _letters(
    said: Said, to: _Matching, year: int
) -> tuple[list[tuple[SaidLetter, KnownNode]], int]:
    found: dict[tuple[str, str, UUID, str], tuple[SaidLetter, KnownNode]] = {}
    paid = dict(to.known.paid)
    same = 0
    for one in said.letters:
        node = to.node(one)
        if node is None:
            continue
        if one.day.year != year:
            to.say(one, "letter", "day", f"Tanggal {one.day:%d-%m-%Y} bukan tahun {year}.",
                   one.number)  # fmt: skip
            continue
        slot = (one.sort, one.number, node.key, one.account)
        before = to.known.letters.get(slot)
        if before is not None and (before.day, before.amount) == (one.day, one.amount):
            same += 1
        elif before is not None or slot in found:
            to.say(one, "letter_taken", "number",
                   f"Nomor {one.number} sudah dicatat untuk {one.code}.", one.number)  # fmt: skip
        elif one.sort != "sp2d" or _within(one, node, paid, to):
            found[slot] = (one, node)
    return list(found.values()), same


def _within(one: SaidLetter, node: KnownNode, paid: dict[UUID, Decimal], to: _Matching) -> bool:
    total = paid.get(node.key, Decimal()) + one.amount
    if node.pagu is not None and total > node.pagu:
        text = f"SP2D melebihi pagu {one.code}: {rupiah(total)} dari {rupiah(node.pagu)}."
        to.say(one, "paid_over", "amount_rp", text)
        return False
    paid[node.key] = total
    return True
