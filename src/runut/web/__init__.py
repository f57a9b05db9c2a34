"""The pages of a desk, for a browser and for programs."""
