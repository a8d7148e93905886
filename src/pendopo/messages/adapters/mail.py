"""E-mail through Django's mail settings."""

from __future__ import annotations

import smtplib

from django.core.mail import EmailMessage

from pendopo.messages.adapters import Failed, Outgoing


class Mail:
    name = "mail"

    def check_config(self) -> str:
        return ""

    def send(self, message: Outgoing) -> None:
        try:
            EmailMessage(message.subject, message.body, to=[message.address]).send()
        except (smtplib.SMTPException, OSError) as error:
            raise Failed(type(error).__name__) from error
