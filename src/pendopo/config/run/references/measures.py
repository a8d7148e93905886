"""docs/reference/measures.md: how a measure is declared, and the ones that come along."""

from __future__ import annotations

from pathlib import Path

import yaml

from pendopo.config.environment import ROOT
from pendopo.config.run.references import reading

FOLDER = ROOT / "packages" / "measures"
SOURCE = ROOT / "src" / "pendopo" / "measures" / "definition.py"
KEYS = {
    "slug": "its name in addresses and questions; the file is called the same",
    "name": "what people read, by language (`id`, `en`)",
    "unit": "of the number, by language",
    "kind": "`count`; `rate` and `on_time_share` (percent); `sum`, `mean`, `median`, `percentile`"
    " of a value; `open` (begun and not ended)",
    "fact": "the kind of fact that is counted (see [facts.md](facts.md))",
    "where": "which of them: field → a value, several, or each with `!` before it for all others",
    "start": "an earlier fact about the same thing: its kind, or `{fact, where}`. Facts without one"
    " are not counted; its fields stand in where the fact has none",
    "good": "of a `rate`: which of the counted facts are good (`on_time_share`: `on_time: true`)",
    "value": "the number that is summed or ranked: a field of the fact",
    "lasting": "instead of `value`: the time from start to fact, in `days` or `hours` (tenths,"
    " half up) or whole `minutes`",
    "percentile": "1 to 99, for that kind",
    "take": "of several facts about one thing: `every` one counts, the `first` or the `last`",
    "by": "up to three fields to break the number down by; ids of places only",
    "window": "the window that pages show",
    "direction": "which way is better: `up` or `down`",
    "source": "who asks for it: regulation and article, or paper, by language",
    "public": "`true`: `/pantau/` shows it to everybody, numbers that rest on fewer than 5 hidden",
}
INTRODUCTION = """# Measures

A measure is a number kept from facts as they come: declared as data, one file each in
`packages/measures/`, checked by `./pendopo measure check`, put in force by `./pendopo measure
declare`. A changed declaration is a new version, counted from the first fact on before it replaces
the old one.

Days are those of the region's zone. A number can be asked as corrected since, or as known at a past
full hour; what came late, or changed a thing that was counted, is in the one and not in the other.
Shares, means and medians of nothing are no number (not 0). The 50th percentile is the usual median;
others are definition 2 of Hyndman and Fan (1996): the smallest value with at least so many percent
at or below it, and the mean of it and the next when it is exactly so many.

Refused are: a kind or field that does not exist, a value that a field never has, a distance without
its two facts, a measure without a kind of fact (it would count everything), and a breakdown by what
differs in almost every fact (numbers, hashes, ids of people or letters, moments).

## Keys

| key | is |
|---|---|
"""


def page() -> str:
    found = next(one for one in reading.classes(reading.tree(SOURCE)) if one.name == "Definition")
    keys = [f"| `{field.name}` | {KEYS[field.name]} |" for field in found.fields]
    rows = [_row(path) for path in sorted(FOLDER.glob("[!.]*.yaml"))]
    listed = ["", "## Measures that come along", "", "| slug | name | kind | fact | by |",
              "|---|---|---|---|---|", *rows, ""]  # fmt: skip
    return INTRODUCTION + "\n".join([*keys, *listed])


def _row(path: Path) -> str:
    one = yaml.safe_load(path.read_text(encoding="utf-8"))
    by = ", ".join(one.get("by", []))
    return f"| `{one['slug']}` | {one['name']['id']} | {one['kind']} | `{one['fact']}` | {by} |"
