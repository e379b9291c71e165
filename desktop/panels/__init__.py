"""What opens beside the page."""
