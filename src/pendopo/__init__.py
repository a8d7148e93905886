"""Pendopo: one open hall for a regency's services, complaints, plans and data."""
