"""Align: near-copies, reused passages, reports of one utterance and their drift."""
