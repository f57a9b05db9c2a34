"""Forms in which people decide: made from the fields of each kind, and read back with what is wrong beside each."""
