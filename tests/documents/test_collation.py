"""Names stand where readers of a language look for them."""

# ruff: noqa: RUF001  many scripts
from __future__ import annotations

import pytest

from charterkit.documents.reports.registry_annexes import membership_matrix
from charterkit.documents.wording.collation import collation_key
from charterkit.model.registry import Registry

ORDERED = [
    ("en", ["Albania", "Ålesund", "Azerbaijan", "Èze", "Finland", "Östersund", "Ukraine"]),
    ("sv", ["Albania", "Finland", "Ukraine", "Ålesund", "Östersund"]),
    ("ru", ["Азербайджан", "Еланск", "Ёлкино", "Йошкар", "Казань", "Ямал"]),
    ("kk", ["Ақтау", "Әулиеата", "Қазақстан", "Өскемен", "Ресей"]),
    ("mn", ["Орос", "Өмнөд Солонгос", "Узбекистан", "Энэтхэг"]),
    ("ar", ["أرمينيا", "باكستان", "روسيا", "قيرغيزستان", "هند"]),
    ("fa", ["آذربایجان", "ایران", "پاکستان", "تاجیکستان", "ویتنام", "هند", "یمن"]),
    ("hi", ["अफ़ग़ानिस्तान", "आर्मेनिया", "ईरान", "कज़ाख़स्तान", "भारत"]),
    # by sound: Afuhan, Eluosi, Hasakesitan, Menggu, Riben, Yilang, Yindu, Zhongguo
    ("zh", ["阿富汗", "俄罗斯", "哈萨克斯坦", "蒙古", "日本", "伊朗", "印度", "中国"]),
    ("tr", ["Çin", "Hindistan", "Irak", "İran", "Özbekistan", "Rusya", "Şam", "Türkiye"]),
]


@pytest.mark.parametrize(("language", "ordered"), ORDERED)
def test_names_stand_in_the_order_of_their_language(language: str, ordered: list[str]) -> None:
    places = [*map(collation_key(language), ordered)]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en", "ru", "zh", "ar", "hi", "fa"])
def test_an_annex_lists_members_in_the_order_of_the_pages_language(language: str) -> None:
    (names,) = (each for tag, each in ORDERED if tag == language)
    codes = [f"XA{chr(ord('A') + place)}" for place in range(len(names))]
    said = {"source": "s", "at": ["L1"], "status": "member", "raw": "yes", "organisation": "o"}
    registry = Registry.model_validate(
        {
            "participants": [
                {"id": code, "name": {language: name}, "kind": "state", "role": "fictional"}
                for code, name in zip(codes, reversed(names), strict=True)
            ],
            "memberships": [{"participant": code} | said for code in codes],
        }
    )
    assert [row[0] for row in membership_matrix(registry, language).rows] == names


def test_a_tag_that_nobody_knows_has_the_order_of_all_languages() -> None:
    assert sorted(["b", "á", "a"], key=collation_key("qaa")) == ["a", "á", "b"]
