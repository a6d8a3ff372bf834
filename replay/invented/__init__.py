"""An invented season: a whole league that never was, told like stats.nba.com tells the real one.

The franchises are real, everybody in them is invented. A season and a seed decide everything, on
every machine and every Python: only `random.Random(text).random()`, integers, single float
operations and square roots are used, since libraries and versions differ in the rest.
"""
