"""Benchmarks: each figure beside a peer's, measured in one run."""
