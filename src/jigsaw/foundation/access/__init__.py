"""May this viewer do this, and why: one place where the decision is made, closed by default."""
