"""Network to raw archive: the only package that may open a socket to the API."""
