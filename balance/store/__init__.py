"""What is kept between sessions, on this machine only."""
