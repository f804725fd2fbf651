"""Drawn pages and pictures: decoding, recognition of text, ruling lines, seals and signatures."""
