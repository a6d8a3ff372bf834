"""The command line and its console; everything else lives in the packages beside it."""
