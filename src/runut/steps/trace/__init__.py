"""Trace: hops, chains and origins."""
