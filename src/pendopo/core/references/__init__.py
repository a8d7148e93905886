"""Public references that can be spoken, typed and checked."""

from pendopo.core.references.reference import ALPHABET, LENGTH, new_reference, normalise

__all__ = ["ALPHABET", "LENGTH", "new_reference", "normalise"]
