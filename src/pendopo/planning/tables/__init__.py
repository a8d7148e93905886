"""Tables as offices send them: CSV in any dialect, workbooks; columns, figures and codes in them.

A ladder inside: `open` (any file) stands on `text` and `workbook`, these on `sheet`; `columns` and
`figures` know nothing of files.
"""

from pendopo.planning.tables.columns import Columns, columns
from pendopo.planning.tables.figures import Figure, Style, figure, settle
from pendopo.planning.tables.open import open_bytes, open_sheet
from pendopo.planning.tables.sheet import Cell, Row, Sheet, is_ruler, text_of

__all__ = [
    "Cell",
    "Columns",
    "Figure",
    "Row",
    "Sheet",
    "Style",
    "columns",
    "figure",
    "is_ruler",
    "open_bytes",
    "open_sheet",
    "settle",
    "text_of",
]
