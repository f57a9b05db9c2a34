"""Clean: find furniture and defects. Nothing is cut: spans are recorded."""
