"""From the finished draft to the document: blocks, notes and their addresses."""
