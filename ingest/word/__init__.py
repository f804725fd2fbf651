"""What a Word file needs: styles, automatic numbering, runs, tables and the walk over its body."""
