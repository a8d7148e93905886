"""Plays the DMN Technology Compatibility Kit (github.com/dmn-tck/tck) against this engine."""

from pendopo.core.decisions.kit.files import Suite, read_kit
from pendopo.core.decisions.kit.play import Outcome, play

__all__ = ["Outcome", "Suite", "play", "read_kit"]
