"""Form fields and forms of sign-in that know Indonesian phone numbers."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import PhoneField as AllauthPhoneField
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from pendopo.directory.people.numbers import normal_phone
from pendopo.directory.refusals import Refused


class PhoneField(AllauthPhoneField):  # type: ignore[misc]  # allauth: untyped
    """Takes 0812 3456 7890 as well as +62 812 3456 7890; cleans to E.164."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return normal_phone(text)
        except Refused as refused:
            raise ValidationError(in_language(refused), code=refused.code) from refused


class SignupForm(AllauthSignupForm):  # type: ignore[misc]  # allauth: untyped
    """Phone or e-mail, one is enough, and a password."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        _need_one(self, cleaned)
        return cleaned


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):  # type: ignore[misc]  # allauth: untyped
    """Phone or e-mail; allauth itself stumbles over a form with neither."""

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("phone") and not self.cleaned_data.get("email"):
            _need_one(self, self.cleaned_data)
            return dict(self.cleaned_data)
        cleaned: dict[str, Any] = super().clean()
        return cleaned


def _need_one(form: Any, cleaned: dict[str, Any]) -> None:
    """Ask for a phone number or an e-mail address when both are missing and neither is wrong."""
    if form.errors.get("phone") or form.errors.get("email"):
        return
    if not cleaned.get("phone") and not cleaned.get("email"):
        english = (get_language() or "").startswith("en")
        form.add_error(
            "phone",
            "Enter a phone number or an e-mail address."
            if english
            else "Isi nomor telepon atau alamat surel.",
        )


def in_language(refused: Refused) -> str:
    english = (get_language() or "").startswith("en")
    return refused.text["en" if english else "id"]
