"""The HTTP interface for machines: a POST per request, a GET per question."""
