"""How each family of BPMN elements moves tokens (BPMN 2.0.2, chapter 13)."""
