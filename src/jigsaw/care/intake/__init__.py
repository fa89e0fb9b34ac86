"""What agencies send: feeds and their mappings, source records, pieces, refused rows, freshness and silence."""
