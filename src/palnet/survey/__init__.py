"""Survey exports in, answers out."""
