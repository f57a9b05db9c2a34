"""What is done: one verb a folder, pure functions. Steps never import each other; they speak through the model."""
