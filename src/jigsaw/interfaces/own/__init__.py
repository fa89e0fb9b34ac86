"""The person’s own door: who looked at their record, and asking about it. In plain words, on a device that is safe."""
