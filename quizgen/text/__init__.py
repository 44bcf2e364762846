"""Chinese text as characters, marks, numbers and words; knows nothing of documents or cards."""
