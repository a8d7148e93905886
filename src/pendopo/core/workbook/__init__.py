"""Workbooks (.xlsx) from outside, looked at before a reader trusts what they say of themselves."""

from pendopo.core.workbook.unpacking import Broken, Limits, TooLarge, check

__all__ = ["Broken", "Limits", "TooLarge", "check"]
