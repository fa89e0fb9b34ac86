"""The composite chronology: what several agencies wrote down, in one order; nothing lost, nothing merged unasked."""
