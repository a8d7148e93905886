"""The catalogue: which services there are, and everything one needs to apply for one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Path
from pydantic import Field

from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import ALL
from pendopo.faces.rest.door import door
from pendopo.faces.rest.pages import page
from pendopo.faces.rest.shapes import catalogue as shapes
from pendopo.faces.rest.shapes import forms
from pendopo.faces.rest.shapes.base import Cursor, Most, Slug
from pendopo.services import api as services

Words = Annotated[str, Field(max_length=200, description="Words to look for; typos are fine.")]


@door.operation("GET", "/services", access=ALL, response=shapes.ServicePage, tag="catalogue")
def list_services(
    request: HttpRequest, q: Words = "", cursor: Cursor = "", limit: Most = 50
) -> shapes.ServicePage:
    """Services in force, by title; with `q` the best match first."""
    some, following = page(_cards(q.strip()), key=lambda one: one.slug, cursor=cursor, limit=limit)
    return shapes.ServicePage(services=list(some), next=following)


@door.operation("GET", "/services/{slug}", access=ALL, response=shapes.Service, tag="catalogue")
def one_service(request: HttpRequest, slug: Path[Slug]) -> shapes.Service:
    """One service: its standard, legal basis, form and requirements."""
    compiled = services.service_at(slug=slug, at=clock())
    card = next((one for one in _cards("") if one.slug == slug), None)
    if compiled is None or card is None:
        raise Http404
    return _described(card, compiled, clock())


def _described(
    card: shapes.ServiceCard, compiled: services.Compiled, now: datetime
) -> shapes.Service:
    return shapes.Service(
        card=card,
        standard=shapes.standard(
            services.standard(slug=card.slug, language="id", at=now),
            services.standard(slug=card.slug, language="en", at=now),
        ),
        legal_basis=shapes.legal_basis(
            services.legal_basis(slug=card.slug, language="id", at=now),
            services.legal_basis(slug=card.slug, language="en", at=now),
        ),
        form=forms.form(compiled.form),
        requirements=forms.requirements(compiled.form),
    )


def _cards(words: str) -> list[shapes.ServiceCard]:
    """Cards of the services in force, or of those the words speak of, in both languages."""
    now = clock()
    english = {one.slug: one for one in services.catalogue(language="en", at=now)}
    found = (
        services.search(text=words, language="id", at=now)
        if words
        else services.catalogue(language="id", at=now)
    )
    return [shapes.card(one, english[one.slug]) for one in found]
