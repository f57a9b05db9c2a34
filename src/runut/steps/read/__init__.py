"""Read: bytes of a file become articles."""
