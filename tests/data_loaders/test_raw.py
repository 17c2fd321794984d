"""Raw lines: dates told apart once, whatever their dictionaries hold."""

import pyarrow as pa

from data_loaders.raw import DATES, dated, line_table, together


def lines(*days: str | None) -> pa.Table:
    """Lines with these days, encoded as a reader encodes a repeated text; null stands in the dictionary itself."""
    known = list(dict.fromkeys(days))
    places = pa.array([known.index(day) for day in days], pa.int32())
    return line_table({"posted_on": pa.DictionaryArray.from_arrays(places, pa.array(known, pa.string()))}, len(days))


def test_days_of_several_tables_are_told_apart_although_a_dictionary_holds_a_null():
    whole, once = dated(together([lines("1 July", None, "1 July"), lines("2 July", None)]))
    days = once["posted_on"].to_pylist()
    assert "posted_on" in DATES and [days[at] for at in whole["dated"].to_pylist()] == [
        "1 July", None, "1 July", "2 July", None,
    ]  # fmt: skip
    assert len(once) == 3
