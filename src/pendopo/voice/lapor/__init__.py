"""The shape of SP4N-LAPOR!: its lists in and out. It keeps the record; nobody types twice."""
