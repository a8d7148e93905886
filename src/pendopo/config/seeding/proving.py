"""Proofs of the sample reports, taken the way a liaison takes them. Every picture is drawn here."""

from __future__ import annotations

import datetime as dt
import io
import random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from pendopo.casework import api as casework
from pendopo.config.seeding import applying
from pendopo.voice import api as voice

ANSWER = "jawab"
SIZE = (480, 360)


def proof_for(
    receipt: voice.Receipt,
    place: tuple[float, float],
    username: str,
    outcome: str,
    now: dt.datetime,
) -> dict[str, Any]:
    """Answers that prove the work of a step in the way its topic asks for; none for other steps."""
    if outcome != ANSWER:
        return {}
    who = applying.actor(username, now)
    view = casework.case(case_id=receipt.case_id, who=who, now=now)
    (task,) = (one for one in view.tasks if one.outcomes)
    wanted = voice.wanted_proof(case_id=receipt.case_id, task_id=task.id, element=task.element)
    if wanted is None:
        return {}
    found: dict[str, Any] = {wanted.question: wanted.value}
    form = task.form.visible_questions(found) if task.form else ()
    question = next((one.name for one in form if one.file), "")
    if wanted.kind == "place":
        token = voice.check_in(
            number=receipt.number, who=who, point=voice.Point(*place), now=now
        ).token
        photo = voice.Photo(name="sesudah-contoh.jpg", data=picture(receipt.number))
        file_id = voice.capture(
            number=receipt.number, who=who, token=token, task_id=task.id, question=question,
            photo=photo, now=now,
        )  # fmt: skip
        return {**found, question: [str(file_id)]}
    if wanted.kind == "document":
        file = casework.add_task_file(
            task_id=task.id, who=who, question=question, name="bukti-contoh.pdf",
            data=applying.PDF, now=now,
        )  # fmt: skip
        return {**found, question: [str(file.id)]}
    return found


def picture(seed: str) -> bytes:
    """A drawn scene (JPEG) that looks like no other: blocks of light, softened."""
    chance = random.Random(seed)
    image = Image.new("RGB", SIZE, (196, 188, 170))
    draw = ImageDraw.Draw(image)
    for _count in range(24):
        left, top = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        wide, high = chance.randrange(40, 180), chance.randrange(30, 140)
        colour = tuple(chance.randrange(40, 230) for _part in range(3))
        draw.rectangle((left, top, left + wide, top + high), fill=colour)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(3)).save(out, "JPEG", quality=80)
    return out.getvalue()
