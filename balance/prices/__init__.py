"""The price lists that come with the package."""
