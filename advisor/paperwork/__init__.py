"""The papers of an approved platform, from facts and evidence to a checked file."""
