"""Files at rest: encrypted in chunks, written so that a crash loses nothing acknowledged."""

from pendopo.documents.vault.disk import Shelf
from pendopo.documents.vault.layout import Damaged, decrypted, encrypted

__all__ = ["Damaged", "Shelf", "decrypted", "encrypted"]
