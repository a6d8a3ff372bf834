"""The SQL of hoopstat as package data: functions, staging, tables and checks.

There is no Python here; `lake.sql_files` reads the files beside this one.
"""
