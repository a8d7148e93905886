"""Questions the directory answers. Every function returns values, never rows."""
