"""申创通: answers, checks and drafts for a programme whose rules are data in `knowledge/`."""
