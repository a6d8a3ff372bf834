"""Raw archive to Parquet: offline, in plain SQL, to the same bytes every time."""
