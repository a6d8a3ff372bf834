"""`python -m hoopstat` is `hoopstat`."""

from hoopstat.main import main

main()
