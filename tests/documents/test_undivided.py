"""Lines of Lao, Khmer and Burmese end between words, and what is copied from them is what was written."""

# ruff: noqa: RUF001  letters of other scripts are what is tested

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from icu import BreakIterator, Locale

from charterkit.documents import Front, render
from charterkit.documents.pages.html import to_html
from charterkit.documents.undivided import JOINT, MARK, divided
from charterkit.documents.views.clean import clean
from charterkit.model.charter import Charter

SENTENCES = {
    "lo": "ມະນຸດເກີດມາມີສິດເສລີພາບສະເໝີໜ້າກັນໃນທາງກຽດຕິສັກດ້ວຍມະນຸດມີສະຕິສຳປັດຊັນຍະ",
    "km": "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ",
    "my": "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်းတူညီလွတ်လပ်သောအခွင့်အရေးများဖြင့်",
}


def word_ends(text: str) -> set[int]:
    found = BreakIterator.createLineInstance(Locale.getRoot())
    found.setText(text)
    return set(found)


@pytest.mark.parametrize("language", SENTENCES)
def test_lines_end_between_words_and_are_copied_as_written(
    make: Callable[..., Charter], tmp_path: Path, language: str
) -> None:
    text = SENTENCES[language] * 6
    charter = make([text], languages=["en", language])
    (tmp_path / "made.pdf").write_bytes(render(charter, "clean", "pdf", Front(language=language)))
    ran = subprocess.run(["pdftotext", tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True)
    lines = re.findall(r"[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]{12,}", ran.stdout)
    assert "".join(lines) == text
    ends = [sum(map(len, lines[: place + 1])) for place in range(len(lines))]
    assert len(ends) > 3
    assert set(ends) <= word_ends(text)
    assert max(map(len, lines[:-1])) < 1.3 * min(map(len, lines[:-1])), "lines are about as long as the page is wide"


def test_only_words_of_the_page_are_divided() -> None:
    words = SENTENCES["km"]
    page = f'<html><head><title>{words}</title></head><body><p title="{words}">a&amp;b {words}</p></body></html>'
    made = divided(page)
    assert made.replace(MARK, "") == page
    assert made.index(MARK) > made.index("a&amp;b")


def test_no_line_takes_a_part_of_a_number_whose_thousands_a_space_sets_apart() -> None:
    page = '<html><body><p title="1 000">1:25 000, 7 300 000; 5 30 and 12 3000</p></body></html>'
    assert divided(page) == page.replace("25 000", "25\u00a0000").replace("7 300 000", "7\u00a0300\u00a0000")


@pytest.mark.parametrize(
    "text",
    [
        "under Article~5, Articles~5 to 7 and paragraph~(a); a party 5 times, particular 5", "Annex~III and No.~7",
        "по статье~5, ст.~5, статьёй~6 и пунктом~(a); участник 5", "وفقاً للمادة~5 والفقرة~٢ والمادة~(٣)؛ المشارك 5",
        "अनुच्छेद~5 और पैरा~२ के अधीन, पक्षकार 5", "طبق ماده~۵ و بند~۲؛ مشارکت 5",
        "依照第+5+条和附件~2的5个缔约方", "第五条第+2+款",
        "per l'articolo~5, nach Artikel~5, selon l'article~5, madde~5", "a b (c) d", "Article~<del>5</del><ins>6</ins>",
    ],
)  # fmt: skip
def test_no_line_ends_between_the_word_of_a_reference_and_its_number(text: str) -> None:
    plain = text.replace("~", " ").replace("+", "")
    page = '<html><body title="Article 5"><p title="Article 5">{} <a href="Article 5">{}</a></p></body></html>'
    expected = text.replace("~", "\u00a0").replace("+", JOINT)
    assert divided(page.format(plain, plain)) == page.format(expected, expected)


def test_a_page_in_other_scripts_stays_as_it_is(nasty: Charter) -> None:
    page = to_html(clean(nasty), paged=True)
    assert JOINT not in page
    assert MARK not in page
    assert MARK not in to_html(clean(nasty))


KOREAN = "참가국은 제3조에 따라 동등하고 분리할 수 없는 안보를 보장하기 위하여 「유엔 헌장」 제1조의 원칙을 존중한다."


def test_lines_of_korean_end_between_words_and_are_copied_as_written(
    make: Callable[..., Charter], tmp_path: Path
) -> None:
    charter = make([" ".join([KOREAN] * 5)], languages=["en", "ko"])
    (tmp_path / "made.pdf").write_bytes(render(charter, "clean", "pdf", Front(language="ko")))
    ran = subprocess.run(["pdftotext", tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True)
    assert JOINT not in ran.stdout
    words = [word for line in ran.stdout.splitlines() for word in line.split()]
    first = words.index("참가국은")
    assert words[first : first + len(KOREAN.split()) * 5] == KOREAN.split() * 5, "no word is cut at the end of a line"
