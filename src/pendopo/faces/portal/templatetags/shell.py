"""`{% shell %} title {% content %} body {% scripts %} scripts {% endshell %}`: allauth's pages
in the portal's own shell, with our summary of what is wrong in the form on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.template import Context, Library, Node
from django.template.base import NodeList, Parser, Token
from django.utils.html import strip_tags
from markupsafe import Markup

from pendopo.faces.components.asked import Error
from pendopo.faces.portal.page import show

register = Library()
FORMS = ("form", "verify_form", "change_form", "webauthn_form")
"""Names under which allauth's views hand over their forms."""
COLOURS = {"success": "ok", "warning": "soon", "error": "late"}


@register.tag("shell")
def shell(parser: Parser, token: Token) -> Node:
    parts = []
    for end in ("content", "scripts", "endshell"):
        parts.append(parser.parse((end,)))
        parser.delete_first_token()
    return Shell(*parts)


class Shell(Node):
    child_nodelists = ("title", "body", "scripts")

    def __init__(self, title: NodeList, body: NodeList, scripts: NodeList) -> None:
        self.title, self.body, self.scripts = title, body, scripts

    def render(self, context: Context) -> str:
        request = context["request"]
        page = show(
            request,
            "follow/account",
            nav_current="signin",
            heading=strip_tags(self.title.render(context)).strip(),
            body=Markup(self.body.render(context)),
            extra=Markup(self.scripts.render(context)),
            said=[
                (str(one), COLOURS.get(str(one.level_tag), "go")) for one in get_messages(request)
            ],
            errors=tuple(errors_in(context)),
        )
        return page.content.decode()


def errors_in(context: Context) -> Iterator[Error]:
    """Everything wrong in the forms of the page; each leads to its field."""
    forms: list[Any] = [context.get(name) for name in FORMS]
    for form in {id(form): form for form in forms}.values():
        if not isinstance(form, BaseForm) or not form.is_bound:
            continue
        for text in form.non_field_errors():
            yield Error("", str(text))
        for field in form:
            for text in field.errors:
                yield Error("" if field.is_hidden else field.auto_id, str(text))
