"""What a PDF needs: the words and rules of its pages, and what stands beside the pages."""
