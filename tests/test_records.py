"""Records: made by name, never changed, equal by value; JSON and columns follow their fields."""

from dataclasses import FrozenInstanceError, replace

import pytest

from parkq.output.encode import dumps
from parkq.output.record import Record, column, columns, key, record_of


class Span(Record):
    """Some days."""

    from_: str
    to: str | None = column(whole=True)
    note: str | None = key("Why.", default=None)


WHOLE = Span(from_="2021", to=None)


def test_a_record_is_equal_by_its_values_and_never_changes() -> None:
    assert Span(from_="2021", to=None) == WHOLE != replace(WHOLE, to="2022")
    assert len({WHOLE, Span(to=None, from_="2021")}) == 1
    assert repr(WHOLE) == "Span(from_='2021', to=None, note=None)"
    with pytest.raises(FrozenInstanceError):
        WHOLE.to = "2022"  # type: ignore[misc]


@pytest.mark.parametrize("values", [{}, {"from_": "2021"}, {"from_": "", "to": "", "until": ""}])
def test_a_record_is_made_of_its_fields_and_no_others(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="from_, to, note"):
        Span(**values)


def test_json_leaves_out_only_what_has_none_for_a_default() -> None:
    assert dumps(WHOLE) == '{"from": "2021", "to": null}'
    assert dumps([replace(WHOLE, note="so")]) == '[{"from": "2021", "to": null, "note": "so"}]'


def test_columns_are_those_declared() -> None:
    (only,) = columns(Span)
    assert (only.name, only.get(WHOLE), only.whole) == ("to", None, True)


def test_what_is_not_given_is_taken_from_the_noun() -> None:
    assert record_of(Span, WHOLE, to="2023") == Span(from_="2021", to="2023")
