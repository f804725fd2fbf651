"""A batch of submissions: read, checked, put in a queue and compared; where decisions are kept."""
