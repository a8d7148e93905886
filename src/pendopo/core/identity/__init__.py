"""Identifiers: UUIDv7 of our own, and the structure of NIK and NIP."""

from pendopo.core.identity.nik import NikReading, NipReading, Sex, read_nik, read_nip
from pendopo.core.identity.uuid7 import moment_of, uuid7

__all__ = ["NikReading", "NipReading", "Sex", "moment_of", "read_nik", "read_nip", "uuid7"]
