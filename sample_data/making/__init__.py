"""What writes the samples: the invented county, and files that tell of it as people really keep them."""
