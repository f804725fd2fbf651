"""Documents to facts: sections by meaning, labelled fields, organisations, figures, dates; every sighting kept."""
