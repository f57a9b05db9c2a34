"""How it is shown: report, tables, linked data, explanations."""
