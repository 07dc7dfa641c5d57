from hypothesis import given
from hypothesis import strategies as st

from web.differing import MOST, Piece, differing

WORDS = st.lists(st.sampled_from(("the", "network", "was", "opened", "not", "yet", "closed")), min_size=8, max_size=30)
BEFORE = "The network was opened at the closing event of the second year."


def test_what_is_gone_and_what_has_come_stand_where_they_differ() -> None:
    assert differing(BEFORE, BEFORE.replace("opened", "closed")) == (
        Piece("same", "The network was "),
        Piece("gone", "opened"),
        Piece("come", "closed"),
        Piece("same", " at the closing event of the second year."),
    )


@given(WORDS, WORDS)
def test_the_pieces_put_together_are_the_texts(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    if pieces := differing(old, new):
        assert "".join(piece.text for piece in pieces if piece.how != "come") == old
        assert "".join(piece.text for piece in pieces if piece.how != "gone") == new


def test_texts_with_little_in_common_are_read_one_after_the_other() -> None:
    assert differing(BEFORE, "Feedback on two of the three years has been gathered by now.") == ()


def test_short_and_endless_texts_are_read_one_after_the_other() -> None:
    assert differing("It was opened.", "It was closed.") == ()
    assert differing("word " * (MOST + 1), "word " * MOST) == ()
