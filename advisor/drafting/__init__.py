"""Papers: an outline from a pack's templates, filled with facts; what is missing is said, never made up."""
