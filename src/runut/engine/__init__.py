"""How it runs: where resources come from, and how a pile is spread over processes."""
