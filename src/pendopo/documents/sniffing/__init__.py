"""What a file really is, whatever its name says; photos cleaned, PDFs looked through."""

from pendopo.documents.sniffing.kinds import Sniffed, sniff

__all__ = ["Sniffed", "sniff"]
