"""Names stand where readers of a language look for them."""

from __future__ import annotations

import pytest

from charterkit.documents.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Albania", "Ålesund", "Azerbaijan", "Èze", "Finland", "Östersund", "Ukraine"],
        ["Азербайджан", "Еланск", "Ёлкино", "Йошкар", "Казань", "Ямал"],
        ["أرمينيا", "باكستان", "روسيا", "قيرغيزستان", "هند"],
        ["آذربایجان", "ایران", "پاکستان", "تاجیکستان", "هند"],
        ["अफ़ग़ानिस्तान", "आर्मेनिया", "ईरान", "कज़ाख़स्तान", "भारत"],
    ],
)
def test_names_of_a_script_stand_in_its_alphabets_order_accents_beside_plain_letters(ordered: list[str]) -> None:
    by_code_point = sorted(ordered)
    by_code_point.sort(key=collation_key())
    assert by_code_point == ordered
