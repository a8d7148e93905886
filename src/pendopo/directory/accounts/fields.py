"""Form fields and forms of sign-in that know Indonesian phone numbers."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import PhoneField as AllauthPhoneField
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from pendopo.directory.people.numbers import normal_phone
from pendopo.directory.refusals import Refused


class PhoneField(AllauthPhoneField):  # type: ignore[misc]
    """Takes 0812 3456 7890 as well as +62 812 3456 7890; cleans to E.164."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return normal_phone(text)
        except Refused as refused:
            raise ValidationError(in_language(refused), code=refused.code) from refused


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    """Phone or e-mail, one is enough, and a password."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fine = not self.errors.get("phone") and not self.errors.get("email")
        if fine and not cleaned.get("phone") and not cleaned.get("email"):
            english = (get_language() or "").startswith("en")
            self.add_error(
                "phone",
                "Enter a phone number or an e-mail address."
                if english
                else "Isi nomor telepon atau alamat surel.",
            )
        return cleaned


def in_language(refused: Refused) -> str:
    english = (get_language() or "").startswith("en")
    return refused.text["en" if english else "id"]
