"""Complaints, aspirations and requests for information: heard, worked on, proven, confirmed."""
