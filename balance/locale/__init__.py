"""The catalogues: one .po file a language; English is the key."""
