"""Answers like stats.nba.com, over real HTTP on loopback."""
