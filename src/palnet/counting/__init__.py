"""Counting: from definitions and answers to counts, and nothing more."""
