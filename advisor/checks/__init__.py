"""One file a kind of check. Rows of a pack name a kind and give its parameters; the folder is the registry."""
