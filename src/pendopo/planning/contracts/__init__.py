"""Contracts of sub-activities: what was promised by when, what is seen in the field, what was
paid. What a second person has accepted is what the plan reports; nobody types it again."""
