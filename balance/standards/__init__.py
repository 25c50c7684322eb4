"""The standards that come with the package, one TOML file an official document."""
