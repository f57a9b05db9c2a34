"""Extract: find attributions, quantities, time phrases, places and names in a segmented text."""
