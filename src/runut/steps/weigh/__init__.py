"""Weigh: relations between figures and statements, each with its why."""
