"""Whether the archive still is what was captured: every object, and what is owed."""
