"""From words on a page to blocks: tables, columns, paragraphs, headings; for read and recognised words."""
