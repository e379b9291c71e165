"""What came from the model into a document: kept beside it, never in it, and reported on request."""
