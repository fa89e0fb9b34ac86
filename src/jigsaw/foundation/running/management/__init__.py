"""What Django finds commands of ours in."""
