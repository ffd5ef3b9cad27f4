"""Figures say what was measured, and bounds hold or not by their median."""

from benchmarks.measured import Bound, Figure, Part


def test_a_figure_gives_median_and_spread() -> None:
    figure = Figure((12.0, 10.0, 1234.5), "ms")
    assert figure.text() == "12 ms (10–1,234)"
    assert Figure((3.0, 8.0)).over(Figure((2.0, 4.0))).values == (1.5, 2.0)


def test_a_bound_is_judged_by_the_median_alone() -> None:
    ratios = Figure((1.9, 2.4, 9.0), "×")
    assert Bound("start", ratios, 2.5).held
    assert not Bound("start", ratios, 2).held
    assert Bound("speed", ratios, 2, least=True).held
    assert Bound("start", ratios, 2).row() == "| start | ≤ 2 × | 2.4 × (1.9–9) | **no** |"


def test_what_was_left_out_is_said() -> None:
    part = Part("Choosing", "How.", ("a", "b"), (("1", "2"),), (), ("bink: not installed",))
    assert "| 1 | 2 |" in part.text() and "Not measured: bink: not installed" in part.text()
