"""What an OFD file needs: the words and strokes of its pages, and what stands beside them."""
