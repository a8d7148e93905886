"""The Jinja2 environment of every face: loaders, macros, filters, language.

Templates name things so: `layouts/portal.html` (page shells), `ui/forms.html` (our macros, also
all of them as the global `ui`: `{{ ui.button(_("Kirim")) }}`), `govuk_frontend_jinja/...`, and
`<face>/<page>.html` from each face's own `templates` folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup

from pendopo.faces.components.filters import FILTERS
from pendopo.faces.components.icons import icon

HERE = Path(__file__).parent
MACROS = HERE / "macros"
_MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\s*\(")
THEMES = ("light", "dark")


class Macros:
    """All macros under one name, each file loaded when first asked for."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._files: dict[str, str] = {}
        for path in sorted(MACROS.glob("*.html")):
            for name in _MACRO.findall(path.read_text(encoding="utf-8")):
                if name in self._files:
                    raise ValueError(f"macro {name} stands in {path.name} and {self._files[name]}")
                self._files[name] = path.name

    def names(self) -> dict[str, str]:
        """Macro name -> file name."""
        return dict(self._files)

    def __getattr__(self, name: str) -> Any:
        try:
            file = self._files[name]
        except KeyError:
            raise AttributeError(f"no macro {name}") from None
        return getattr(self._environment.get_template(f"ui/{file}").module, name)


def url(name: str, /, *args: object, **kwargs: object) -> str:
    """Path of a named route; raises NoReverseMatch when there is none."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def html_lang() -> str:
    """Language of the page for `<html lang>` (BCP 47)."""
    return translation.get_language() or settings.LANGUAGE_CODE


def language() -> str:
    """Short code of the reader's language: `id`, `en`, `jv`."""
    return html_lang().split("-")[0]


@jinja2.pass_context
def theme(context: jinja2.runtime.Context) -> str:
    """`light` or `dark` as chosen (cookie `tema`); empty means: as the device is set."""
    request = context.get("request")
    chosen = context.get("chosen_theme") or (request.COOKIES.get("tema", "") if request else "")
    return chosen if chosen in THEMES else ""


@jinja2.pass_context
def csrf(context: jinja2.runtime.Context) -> Markup:
    """The hidden CSRF field of a form, from the page's context; empty outside a request."""
    return Markup(context.get("csrf_input") or "")


def _faces() -> list[Path]:
    """Template folders of the faces beside us, found by their place in the house."""
    return sorted(path for path in HERE.parent.glob("*/templates") if path.is_dir())


def _bytecode() -> jinja2.FileSystemBytecodeCache | None:
    var = getattr(settings, "VAR", None) or os.environ.get("PENDOPO_VAR")
    if not var:
        return None
    folder = Path(var) / "cache" / "jinja"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def environment(**options: Any) -> jinja2.Environment:
    """Django's Jinja2 backend calls this once with its options; autoescape is always on."""
    given: jinja2.BaseLoader | None = options.pop("loader", None)
    ours = jinja2.PrefixLoader(
        {
            "ui": jinja2.FileSystemLoader(MACROS),
            "layouts": jinja2.FileSystemLoader(HERE / "layouts"),
            "gallery": jinja2.FileSystemLoader(HERE / "pages"),
            "samples": jinja2.FileSystemLoader(HERE / "samples"),
            "govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja"),
        }
    )
    loaders = [ours, *([given] if given else []), jinja2.FileSystemLoader(_faces())]
    options.pop("autoescape", None)
    # Django's DEBUG would print "{{ no such element }}" for every part a macro may leave out.
    options["undefined"] = jinja2.Undefined
    options.setdefault("bytecode_cache", _bytecode())
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        **options,
    )
    texts: dict[str, Callable[..., str]] = {
        "gettext": translation.gettext,
        "ngettext": translation.ngettext,
        "pgettext": translation.pgettext,
        "npgettext": translation.npgettext,
    }
    made.install_gettext_callables(**texts, newstyle=True)  # type: ignore[attr-defined]  # the extension i18n adds it
    made.filters.update(FILTERS)
    made.globals.update(
        static=static,
        url=url,
        csrf=csrf,
        html_lang=html_lang,
        language=language,
        theme=theme,
        icon=icon,
        icon_svg=icon,  # the same, for macros that have a parameter called icon
        ui=Macros(made),
    )
    return made
