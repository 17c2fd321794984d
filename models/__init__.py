"""Compute: things of the world; numbers in, numbers out."""
