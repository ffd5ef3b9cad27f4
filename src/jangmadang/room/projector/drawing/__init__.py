"""Pure functions from a projector's snapshot, a size and a few words to lines. No widget, no session, no clock."""
