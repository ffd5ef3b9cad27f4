"""The preview's screens: the page with what stands beside it, the line to jump by, the outcomes to pick from."""
