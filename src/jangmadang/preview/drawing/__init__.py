"""Lines of the preview, from a Sight: pure functions, no Textual. They use the pieces of `tui/drawing`."""
