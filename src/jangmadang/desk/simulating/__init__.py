"""Simulating: lives of a story by the million, on all cores, and what to make of them.

    processes.py   lives on several processes, or on a Dask cluster that is there (`cluster.py`)
    reading.py     what a sample of them reads
    summary.py     from counts to figures: shares and how sure they are, bands, what nobody met, what is always best
    telling.py     the figures in lines to read
    markdown.py    the same, for a comment under a change
    page.py        the same, as one page that asks nobody
    comparing.py   two versions of a story: which shares differ by more than chance

Takes a story and who lives it; gives results (`many.results`) and texts. Nothing is printed.
"""
