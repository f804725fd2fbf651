"""Recipe of the built-in embedding: public law texts in, a static sentence-transformers model out."""
