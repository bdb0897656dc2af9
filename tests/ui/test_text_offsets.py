import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.text_offsets import TextOffsets


@given(st.text(), st.data())
def test_offsets_match_qt_and_return(text, data):
    offset = data.draw(st.integers(0, len(text)))
    offsets = TextOffsets(text)

    position = offsets.to_qt(offset)

    assert position == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert offsets.from_qt(position) == offset


@pytest.mark.parametrize(("position", "offset"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 3)])
def test_the_middle_of_a_pair_is_the_character_itself(position, offset):
    assert TextOffsets("😀😀a").from_qt(position) == offset
