"""Workbooks and printed pages of the register: plain values in, bytes out."""
