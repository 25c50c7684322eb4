"""The screens: what is shown of an assessment, in words, tables and charts."""
