"""Text copied out of a PDF is the text of the records, in every script, by readers that are not ours.

Of right-to-left scripts, words with vowel points are drawn rightly and have all their letters and points in the PDF
(read with pikepdf below), but ``pdftotext`` puts spaces beside points, so there are none in its sentences.
"""

# ruff: noqa: RUF001  many scripts
from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from charterkit.documents import Front, render
from charterkit.documents.pdf.words import drawn_words
from charterkit.documents.press.drawing.spelling import shared_out
from charterkit.documents.undivided import JOINT
from charterkit.drafting.merging.edits import with_words
from charterkit.model.charter import Charter

SENTENCES = {
    "he": "המשתתפים מאשרים את מחויבותם לביטחון שווה.",
    "ur": "شرکاء اپنے عزم کا اعادہ کرتے ہیں۔",
    "hy": "Մասնակիցները հաստատում են անվտանգությունը։",
    "ka": "მონაწილეები ადასტურებენ უსაფრთხოებას.",
    "bo": "བོད་ཡིག་གི་བདེ་འཇགས།",
    "mn-Mong": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "mn": "Оролцогч талууд аюулгүй байдлыг баталж байна.",
    "my": "ပါဝင်သူများသည် လုံခြုံရေးကို အတည်ပြုသည်။",
    "km": "អ្នកចូលរួមបញ្ជាក់អំពីសន្តិសុខ។",
    "lo": "ຜູ້ເຂົ້າຮ່ວມຢືນຢັນຄວາມປອດໄພ.",
    "si": "සහභාගිවන්නන් ආරක්ෂාව තහවුරු කරයි.",
    "te": "పాల్గొనేవారు భద్రతను ధృవీకరిస్తారు.",
    "kn": "ಭಾಗವಹಿಸುವವರು ಭದ್ರತೆಯನ್ನು ದೃಢಪಡಿಸುತ್ತಾರೆ.",
    "ml": "പങ്കാളികൾ സുരക്ഷ സ്ഥിരീകരിക്കുന്നു.",
    "gu": "સહભાગીઓ સુરક્ષાની પુષ્ટિ કરે છે.",
    "pa": "ਭਾਗੀਦਾਰ ਸੁਰੱਖਿਆ ਦੀ ਪੁਸ਼ਟੀ ਕਰਦੇ ਹਨ।",
    "am": "ተሳታፊዎች ደህንነትን ያረጋግጣሉ።",
    "ja": "参加国は平等な安全保障を確認する。",
    "ko": "참가국은 동등한 안보를 확인한다.",
    "el": "Οι συμμετέχοντες επιβεβαιώνουν την ασφάλεια.",
    "vi": "Các bên tham gia khẳng định an ninh bình đẳng.",
    "ar": "يؤكد المشاركون التزامهم بالأمن المتساوي وغير القابل للتجزئة.",
    "hi": "प्रतिभागी समान और अविभाज्य सुरक्षा के प्रति अपनी प्रतिबद्धता की पुष्टि करते हैं।",
    "th": "ผู้เข้าร่วมยืนยันความมั่นคงที่เท่าเทียมกัน",
    "zh": "各参与方重申平等和不可分割的安全原则。",
    "ug": "قاتناشقۇچىلار بىخەتەرلىكنى جەزملەشتۈرىدۇ.",
    "syr": "ܫܠܡܐ ܥܠܡܝܐ",
    "yi": "די אָנטייל־נעמער באַשטעטיקן זיכערקייט.",
}
RIGHT_TO_LEFT = {
    "ar": "يؤكد المشاركون التزامهم بالأمن المتساوي وغير القابل للتجزئة.",
    "fa": "طرف‌ها می‌پذیرند که تصمیم‌ها به‌روشنی نوشته شوند و نمی‌توانند آن‌ها را تغییر دهند.",
    "ur": "شرکاء اپنے عزم کا اعادہ کرتے ہیں۔",
    "he": "המשתתפים מאשרים את מחויבותם לביטחון שווה.",
    "ps": "برخه‌وال د مساوي امنیت ژمنه تائیدوي.",
}
"""With the joiners (ZWNJ) that Farsi and Pashto write."""
POINTED = "הַמִּשְׁתַּתְּפִים יُؤَكِّدُ اِلْتِزَامَهُمْ ބައިވެރިން אָנטייל"
LEFT_OUT = re.compile("[\\s\u202a-\u202e\u2066-\u2069\u200e\u200f\u00ad\u2010]")
"""Line breaks, hyphens of broken words, and the marks of direction that a reader puts around words."""

MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@pytest.fixture(scope="module")
def made(make: Callable[..., Charter]) -> bytes:
    """A charter with a paragraph in each script, long enough to be broken into lines."""
    return render(make([" ".join([sentence] * 4) for sentence in SENTENCES.values()]), "clean", "pdf")


@pytest.fixture(scope="module")
def copied(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("copied") / "made.pdf"
    file.write_bytes(made)
    ran = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return LEFT_OUT.sub("", ran.stdout)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_reader_copies_what_the_records_say(copied: str, language: str) -> None:
    assert LEFT_OUT.sub("", SENTENCES[language]) in copied


def test_no_glyph_stands_for_nothing(made: bytes) -> None:
    assert "\N{REPLACEMENT CHARACTER}" not in drawn_words(made).text


@pytest.mark.parametrize("language", sorted({*SENTENCES, "en", "ru"} - {"ar", "he", "syr", "ug", "ur", "yi"}))
def test_glyphs_drawn_one_by_one_are_the_text_for_readers_that_know_no_attached_words(
    made: bytes, language: str
) -> None:
    """Firefox's reader and most programs: a sign drawn before its letter is read behind it all the same."""
    sentence = SENTENCES.get(language, "Participants give notice:")
    assert LEFT_OUT.sub("", sentence) in LEFT_OUT.sub("", drawn_words(made).text)


@pytest.mark.parametrize("mode", [(), ("-layout",)], ids=["default", "layout"])
@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_a_right_to_left_document_is_copied_letter_by_letter_with_its_joiners(
    make: Callable[..., Charter], tmp_path: Path, language: str, mode: tuple[str, ...]
) -> None:
    sentence = RIGHT_TO_LEFT[language]
    charter = with_words(make(["Words."], languages=("en", language)), "t0/u", "text", language, sentence)
    (tmp_path / "made.pdf").write_bytes(render(charter, "clean", "pdf", Front(language=language)))
    ran = subprocess.run(["pdftotext", *mode, tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True)
    # pdftotext puts the last full stop by the direction of most of the page.
    assert sentence.rstrip(".") in " ".join(MARKS.sub("", ran.stdout).split())


def test_what_is_read_from_the_right_is_drawn_from_left_to_right_with_its_spaces(make: Callable[..., Charter]) -> None:
    """As readers expect that put nothing in order themselves but turn round what is read from the right."""
    drawn = drawn_words(render(make([SENTENCES["he"], SENTENCES["ur"]]), "clean", "pdf")).text
    for language in ("he", "ur"):
        assert SENTENCES[language].rstrip(".۔")[::-1] in drawn


def test_numbers_among_words_read_from_the_right_are_drawn_in_their_place(make: Callable[..., Charter]) -> None:
    charter = with_words(make(["Words."], languages=("en", "he")), "t0/u", "text", "he", "סעיף 12 של XDM/7 בתוקף")
    drawn = drawn_words(render(charter, "clean", "pdf", Front(language="he"))).text
    assert re.search(r"ףיעס\s*12\s*לש\s*XDM/7\s*ףקותב", drawn)


@pytest.mark.parametrize(
    ("text", "own", "shares"),
    [
        pytest.param("कि", ["ि", "क"], ["_", "कि"], id="a sign before its consonant is read behind it"),
        pytest.param("र्थ", ["थ", "र्"], ["र्थ", "_"], id="the r above what follows it is read before it"),
        pytest.param("ष्टि", ["ि", "ष्", "ट"], ["_", "ष्", "टि"], id="of two consonants the last takes the sign"),
        pytest.param("น้ำ", ["น", "ํ", "้", "า"], ["น", "_", "้ำ", "_"], id="one character drawn in two parts"),
        pytest.param("שָּׁ", ["ש", "ּ", "ׁ", "ָ"], ["ש", "ּ", "ׁ", "ָ"], id="points may change places"),
        pytest.param("क्ष", [""], ["क्ष"], id="a glyph of which its font says nothing"),
        pytest.param("לא", ["", ""], ["לא", "_"], id="nothing known: the first has all"),
        pytest.param("अं", ["अ", "ं"], ["अ", "ं"], id="each in its place"),
    ],
)
def test_the_text_of_a_cluster_is_shared_out_in_the_order_of_reading(
    text: str, own: list[str], shares: list[str]
) -> None:
    assert [share.replace(JOINT, "_") for share in shared_out(text, own)] == shares


def test_every_letter_and_point_has_a_glyph_that_stands_for_it(make: Callable[..., Charter]) -> None:
    drawn = drawn_words(render(make([POINTED]), "clean", "pdf")).text
    assert not Counter(unicodedata.normalize("NFD", POINTED.replace(" ", ""))) - Counter(
        unicodedata.normalize("NFD", drawn)
    )
