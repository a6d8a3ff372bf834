"""What every stage agrees on: the store and its keys, the raw archive, endpoints and seasons."""

__version__ = "0.1.0"
