"""Real keys: what they may consist of, how a run takes them, and how none of them is shown."""
