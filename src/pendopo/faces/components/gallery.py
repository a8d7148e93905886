"""The browsable gallery: every component with its states and its code, and the four layouts.

Data are invented and marked "contoh". A sample is a file `samples/<group>/<nn>-<name>.html` whose
first line is `{# Title | what it is for #}`; the rest is shown as code and rendered beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
LAYOUTS = ("portal", "thread", "question", "desk", "command", "plain")
_HEAD = re.compile(r"{#\s*(?P<title>[^|#]+?)\s*\|\s*(?P<note>.+?)\s*#}\s*")


@dataclass(frozen=True, slots=True)
class Sample:
    name: str  # slug, unique within its group
    title: str
    note: str
    code: str  # the template as a face would write it
    html: Markup


def groups() -> dict[str, str]:
    """Slug -> title of each group of components, in reading order."""
    return {
        "colours": _("Warna dan huruf"),
        "buttons": _("Tombol"),
        "forms": _("Isian"),
        "choices": _("Pilihan"),
        "files": _("Berkas dan kode"),
        "states": _("Keadaan"),
        "case": _("Perkara"),
        "blocks": _("Kartu dan tabel"),
        "charts": _("Angka dan grafik"),
        "ways": _("Jalan"),
        "desk": _("Meja kerja"),
        "wall": _("Pusat kendali"),
    }


def sample_text(text: str, **values: object) -> str:
    """`_` of samples: their words live apart (msgctxt `contoh`), away from the product's own."""
    found = pgettext("contoh", text)
    return (found if found != text else _(text)) % values


def samples(group: str) -> list[Sample]:
    """All samples of a group, rendered; raises nothing for an empty group."""
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]  # only this backend has one
    found = []
    for path in sorted((SAMPLES / group).glob("*.html")):
        source = path.read_text(encoding="utf-8")
        head = _HEAD.match(source)
        if head is None:
            raise ValueError(f"{path.name}: the first line must be {{# Title | note #}}")
        html = environment.get_template(f"samples/{group}/{path.name}").render(_=sample_text)
        name = path.stem.split("-", 1)[-1]
        code = source[head.end() :].strip()
        found.append(
            Sample(name, sample_text(head["title"]), sample_text(head["note"]), code, Markup(html))
        )
    return found


def gallery(request: HttpRequest, name: str = "") -> HttpResponse:
    """All components, one group of them (`forms`), or a layout as a page (`desk-page`)."""
    chosen = request.GET.get("tema", "")
    context: dict[str, Any] = {
        "_": sample_text,
        "region_name": sample_text("Kabupaten Contoh"),
        "chosen_theme": chosen if chosen in ("light", "dark") else "",
        "groups": groups(),
        "layouts": LAYOUTS,
        "name": name,
    }
    layout = name.removesuffix("-page")
    if name.endswith("-page") and layout in LAYOUTS:
        return render(request, f"gallery/{layout}.html", context)
    if name and name not in context["groups"]:
        raise Http404(name)
    shown = [name] if name else list(context["groups"])
    context["shown"] = [(slug, context["groups"][slug], samples(slug)) for slug in shown]
    return render(request, "gallery/gallery.html", context)
