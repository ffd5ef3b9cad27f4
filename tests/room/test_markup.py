"""Elements: words stay words, whatever stands in them."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from jangmadang.room.markup import el, every


class Reader(HTMLParser):
    """What a browser makes of it: the elements, their attributes and the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


printed = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(printed, printed)
def test_words_and_attributes_are_read_back_as_they_are(words: str, title: str) -> None:
    reader = Reader()
    reader.feed(el("p", words, title=title))
    reader.close()
    assert reader.elements == [("p", [("title", title)])] and reader.words == words


def test_elements_stand_in_elements() -> None:
    made = el("p", el("b", 1), [el("i", "<x>"), None], class_="a b", hidden=True, lang=None, data_at="/A")
    assert made == '<p class="a b" hidden data-at="/A"><b>1</b><i>&lt;x&gt;</i></p>'
    assert every("a & b", el("hr")) == "a &amp; b<hr>"
