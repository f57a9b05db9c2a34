"""Runut traces who said what in a pile of news articles, back to independent origins."""
