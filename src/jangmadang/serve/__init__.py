"""A face of faces: the full-screen game, shown in a browser page on this machine.

`site` and `checks` answer what a browser asks, `visitors` gives each browser a save folder of its own, `children` runs
a game for each page, `server` joins them; `inside` and `driver` run in the game's own process. Only those two import
Textual, and only `server` and `site` import websockets, which comes with the extra `jangmadang[serve]`.
"""
