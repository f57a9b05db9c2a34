"""Resolve: who, when, what: mentions become actors, phrases become dates, attributions become statements."""
