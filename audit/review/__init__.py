"""Going through findings one by one in the terminal: accept, allow with a reason, or skip; written when saved."""
