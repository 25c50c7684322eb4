"""What leaves the room: what a report says, and the files it is written in."""
