"""Claims about the tables, in SQL; verdicts, scores, reports."""
