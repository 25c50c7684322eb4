"""Spreadsheets in and out: files → County with every judgement laid open; the template; safe tables."""
