"""Pages of conversations. Every form works as a plain post; what was typed is never lost on an error."""
