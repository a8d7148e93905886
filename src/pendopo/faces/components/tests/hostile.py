"""Every macro called with text that tries to break out, in every place a text can stand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pendopo.faces.components.charts import Chart, Spot

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
CLOCK = {"state": "running", "used": 5, "total": 6, "unit": EVIL, "colour": "soon"}
ITEM = {"text": EVIL, "href": EVIL, "note": EVIL, "key": EVIL, "count": 3}
CHOICE = {"value": EVIL, "text": EVIL, "hint": EVIL}
FILE = {"id": EVIL, "name": EVIL, "size": 10}

SERIES = Chart(
    spots=(Spot(dt.date(2026, 1, 1), EVIL, Decimal(3), EVIL),),
    grid=((12.0, EVIL),),
    names=((56.0, EVIL),),
    runs=("M56 12L60 20",),
    dots=((56.0, 12.0, EVIL), (60.0, 20.0, EVIL)),
)

CALLS: dict[str, tuple[list[Any], dict[str, Any]]] = {
    "button": ([EVIL], {"name": EVIL, "value": EVIL, "key": EVIL, "attrs": {"title": EVIL}}),
    "link_button": ([EVIL, EVIL], {"icon": "check", "key": EVIL, "attrs": {"title": EVIL}}),
    "search_box": ([EVIL, EVIL], {"value": EVIL, "placeholder": EVIL, "button_text": EVIL}),
    "kbd": ([EVIL], {}),
    "error_summary": ([[{"field": EVIL, "text": EVIL}, {"text": EVIL}]], {"title": EVIL}),
    "field": (
        ["n", EVIL],
        {
            "value": EVIL,
            "hint": EVIL,
            "error": EVIL,
            "prefix": EVIL,
            "suffix": EVIL,
            "heading": True,
        },
    ),
    "textarea": (["n", EVIL], {"value": EVIL, "hint": EVIL, "error": EVIL, "max_length": 9}),
    "select": (["n", EVIL, [CHOICE]], {"value": EVIL, "hint": EVIL, "error": EVIL}),
    "date": (
        ["n", EVIL],
        {"value": {"day": EVIL, "month": EVIL, "year": EVIL}, "hint": EVIL, "error": EVIL},
    ),
    "password": (["n", EVIL], {"hint": EVIL, "error": EVIL, "value": EVIL}),
    "question": (
        [{"name": "n", "widget": "text", "label": EVIL, "value": EVIL, "error": EVIL}],
        {},
    ),
    "radios": (["n", EVIL, [CHOICE, {"divider": EVIL}]], {"value": EVIL, "error": EVIL}),
    "checkboxes": (["n", EVIL, [CHOICE]], {"values": [EVIL], "hint": EVIL, "error": EVIL}),
    "consent": ([EVIL, EVIL], {"error": EVIL, "value": EVIL}),
    "file_chip": ([EVIL, EVIL, 9], {}),
    "upload": (
        ["n", EVIL],
        {"start": EVIL, "files": [FILE], "hint": EVIL, "error": EVIL, "accept": EVIL},
    ),
    "file_list": ([[FILE], EVIL], {}),
    "progress": ([EVIL, 40], {"note": EVIL}),
    "code": ([EVIL], {"language": EVIL, "label": EVIL}),
    "qr": ([EVIL], {"caption": EVIL, "label": EVIL}),
    "tag": ([EVIL, EVIL], {}),
    "clock_words": ([CLOCK], {}),
    "clock_tag": ([CLOCK], {}),
    "notice": ([EVIL], {"title": EVIL, "state": EVIL}),
    "bar": ([40], {"state": EVIL, "goal": 50}),
    "meter": ([EVIL, EVIL, 40], {"state": EVIL}),
    "ring": ([40, EVIL, EVIL, EVIL], {"state": EVIL}),
    "steps": ([3, 9], {}),
    "avatar": ([EVIL], {}),
    "empty": ([EVIL, EVIL], {}),
    "toast": ([EVIL], {"undo_url": EVIL}),
    "confirmation": ([EVIL, EVIL, EVIL], {}),
    "spark": ([[1, 5, 3], EVIL], {"goal": 4}),
    "stat": ([EVIL, EVIL, EVIL, EVIL, [1, 2]], {"note": EVIL, "age": EVIL, "href": EVIL}),
    "series": ([SERIES, EVIL, EVIL, EVIL], {"folded": True}),
    "chart_with_table": ([EVIL, [(EVIL, 3), (EVIL, 4)], [EVIL, EVIL]], {}),
    "dots": ([[(EVIL, 2)], EVIL], {}),
    "who_has_it": ([EVIL, EVIL, EVIL, EVIL, EVIL], {}),
    "timeline": ([[{"state": EVIL, "title": EVIL, "text": EVIL, "time": EVIL, "tag": EVIL}]], {}),
    "thread": ([[{"kind": EVIL, "title": EVIL, "href": EVIL, "percent": 3}]], {}),
    "thread_line": ([EVIL, EVIL], {}),
    "summary_list": ([[{"key": EVIL, "value": EVIL, "change": EVIL, "tag": EVIL}]], {}),
    "details": ([[(EVIL, EVIL)]], {}),
    "figures": ([[(EVIL, EVIL)]], {}),
    "totals": ([[(EVIL, EVIL)]], {}),
    "task_list": (
        [[{"title": EVIL, "href": EVIL, "hint": EVIL, "state": EVIL, "status": EVIL}]],
        {},
    ),
    "message": ([EVIL, EVIL, EVIL], {"kind": "note", "channel": EVIL}),
    "door": ([EVIL, EVIL, EVIL, "check"], {}),
    "index": ([[ITEM]], {}),
    "table": (
        [EVIL, [{"text": EVIL, "href": EVIL, "sorted": EVIL}, EVIL], [[EVIL, EVIL]]],
        {"foot": [EVIL, EVIL]},
    ),
    "mark": ([EVIL, EVIL, EVIL], {}),
    "back_link": ([EVIL, EVIL], {}),
    "crumbs": ([[ITEM, {"text": EVIL}]], {}),
    "tabs": ([[ITEM], EVIL], {}),
    "pagination": ([2, 9, EVIL + "{page}"], {}),
    "nav_links": ([[ITEM], EVIL], {}),
    "views": ([[{"title": EVIL, "items": [ITEM]}]], {}),
    "case_row": (
        [EVIL, EVIL, EVIL, EVIL],
        {"clock": CLOCK, "state_tag": EVIL, "pick": EVIL, "id": EVIL},
    ),
    "also_open": ([EVIL], {}),
    "live_dot": ([4], {}),
    "keys_help": ([[(EVIL, EVIL)]], {}),
    "palette": ([[ITEM], EVIL], {}),
    "diff": ([[{"key": EVIL, "theirs": EVIL, "yours": EVIL}]], {}),
    "alarm": ([EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL], {}),
    "tile": ([EVIL, EVIL], {"note": EVIL, "age": EVIL}),
    "legend": ([[{"class": EVIL, "text": EVIL}]], {}),
}
# These take their content from a call block; the test puts the hostile text there.
AROUND = {"buttons": [], "card": [EVIL], "more": [EVIL], "split": [EVIL], "act_bar": [EVIL]}
