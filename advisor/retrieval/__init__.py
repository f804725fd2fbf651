"""Finding the clauses, guides and silences a question is about."""
