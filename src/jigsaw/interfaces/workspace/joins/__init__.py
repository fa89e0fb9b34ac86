"""The pages of records stewards: the queue, two records side by side, decisions, second looks, reviews, and why."""
