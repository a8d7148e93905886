"""Forms: JSON Schema 2020-12 with conditions, pages, and errors that say what to do."""

from pendopo.core.forms.condition import Condition
from pendopo.core.forms.files import files_in
from pendopo.core.forms.form import Form
from pendopo.core.forms.load import NAMES, load
from pendopo.core.forms.mask import mask
from pendopo.core.forms.question import (
    Checked,
    FieldError,
    FileRule,
    Kind,
    Personal,
    Question,
    Requirement,
    Step,
    Text,
)
from pendopo.core.forms.refusal import FormRefused

__all__ = [
    "NAMES",
    "Checked",
    "Condition",
    "FieldError",
    "FileRule",
    "Form",
    "FormRefused",
    "Kind",
    "Personal",
    "Question",
    "Requirement",
    "Step",
    "Text",
    "files_in",
    "load",
    "mask",
]
