"""What the program asks the writer, and how it says things."""
