"""What there is: frozen records, one noun a file. Offsets are code points, half-open, into the article's own text."""
