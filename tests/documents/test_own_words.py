"""A secretariat's own fixed words: they go before the package's, add a language, and are checked with their line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator

import pytest

from charterkit.documents import Front, render
from charterkit.documents.wording.labels import (
    ENGLISH,
    OwnWords,
    catalogue,
    known_languages,
    labels,
    missing_words,
    speak,
)
from charterkit.documents.wording.numerals import printed
from charterkit.documents.wording.own_words import fixed_words, own_catalogues
from charterkit.documents.wording.phrases import phrases, plural_forms
from charterkit.drafting.numbering import Number
from charterkit.errors import RecordsInvalid
from charterkit.model.charter import Charter

KAZAKH = """
[words]
contents = "Мазмұны"
[numbers]
article = "{n}-бап"
[standing]
blocked_text.one = "Мәтінді қабылдауға {n} мәселе кедергі."
blocked_text.other = "Мәтінді қабылдауға {n} мәселе кедергі."
"""


@pytest.fixture
def spoken() -> Iterator[None]:
    texts = {"kk": KAZAKH, "en": '[words]\ncontents = "What is inside"\n'}
    done = speak(OwnWords(lambda: own_catalogues(texts)))
    yield
    done()


@pytest.mark.usefixtures("spoken")
def test_a_language_can_be_added_and_says_the_rest_in_english(make: Callable[..., Charter]) -> None:
    assert "kk" in known_languages()
    made = str(render(make(["Words."], languages=["kk"]), "clean", "md", Front(language="kk")))
    assert "## Мазмұны" in made
    assert "### 2-бап" in made
    assert "Distribution: General" in made
    assert phrases("standing", "kk")("blocked_text", n=3) == "Мәтінді қабылдауға 3 мәселе кедергі."
    assert printed(Number("article", "8 bis(2)", "8 bis(2)"), "kk") == "8 bis(2)-бап"


@pytest.mark.usefixtures("spoken")
def test_single_words_of_the_package_can_be_said_otherwise() -> None:
    assert labels("en")["contents"] == "What is inside"
    assert labels("en")["date"] == "Date"


def test_nothing_of_it_is_left_when_it_ends(spoken: None) -> None:
    del spoken
    done = speak(OwnWords())
    assert labels("en")["contents"] == "Contents"
    assert catalogue("kk") == {}
    done()
    assert labels("en")["contents"] == "What is inside"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = = 3\n", "kk.toml:1:5: Invalid value"),
        ('[words]\n\ncontnts = "x"\n', "kk.toml:3:1: documents never say 'contnts'"),
        ("[words]\ndate = 5\n", "kk.toml:2:1: 'date' wants words in quotation marks"),
        ('[wrds]\ndate = "x"\n', "kk.toml:1:1: documents have no section 'wrds'"),
        ('[standing]\nblocked_text = "{n} x"\n', "kk.toml:2:1: 'blocked_text' has forms"),
        ('[words]\ndate.one = "x"\n', "kk.toml:2:1: 'date' has a single form"),
        ('[standing]\nblocked_text.other = "x"\n', "kk.toml:2:1: 'blocked_text' has other places"),
        ('[words]\nversion_after = "{version} {x}"\n', "it has to keep {version}"),
        ('[words]\nversion_after = "{version"\n', "it has to keep {version}"),
        ('[standing]\nblocked_text.many = "{n} x"\n', "'blocked_text' wants the form other"),
        ('[numbers]\ndigits = "012"\n', "kk.toml:2:1: 'digits' wants the ten digits"),
        ("[numbers]\nroman_parts = 3\n", "'roman_parts' is not of the kind that English has"),
        ('[numbers]\npage_counter = "x; }"\n', "'page_counter' wants the name of a CSS counter style"),
        ('words = "x"\n', "'words' is a section"),
    ],
)
def test_what_documents_could_not_use_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(RecordsInvalid) as raised:
        own_catalogues({"kk": text})
    assert said in "\n".join(map(str, raised.value.problems))


def test_a_file_named_after_no_language_is_refused() -> None:
    with pytest.raises(RecordsInvalid) as raised:
        own_catalogues({"my words": ""})
    assert "'my words' is no tag of a language" in str(raised.value.problems[0])


def test_the_file_to_translate_holds_every_missing_word_in_the_forms_of_the_language() -> None:
    made = fixed_words("ar", plural_forms("ar") or ())
    assert "[" not in made  # nothing is missing
    whole = fixed_words("tr", plural_forms("tr") or ())
    assert own_catalogues({"tr": whole}) == {"tr": tomllib.loads(whole)}
    done = speak(OwnWords(lambda: own_catalogues({"tr": whole})))
    assert missing_words("tr") == ()
    done()
    assert set(tomllib.loads(whole)) == set(catalogue(ENGLISH))
    assert plural_forms("ru") == ("few", "many", "one", "other")
    assert plural_forms("xx-none") is None
