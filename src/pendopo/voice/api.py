"""The front door of voice: reporting, following a report, and how well each agency answers."""

__all__: list[str] = []
