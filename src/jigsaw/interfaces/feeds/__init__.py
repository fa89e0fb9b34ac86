"""Machine intake: from an agency's folder to joined people and reasons, in steps that can be stopped anywhere."""
