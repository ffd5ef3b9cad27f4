"""The live preview: a story played beside its text while it is written (`jangmadang write`)."""
