"""Working in several languages from the command line: what is missing, the translator's file, what falls behind."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.runner import DAY, Charter


@pytest.fixture
def bilingual(charter: Charter) -> Charter:
    """The starter text with Russian beside English, released again."""
    settings = charter.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("languages: [en]", "languages: [en, ru]"))
    charter.git("commit", "--quiet", "--all", "--message", "A second language")
    charter.done("release", "first-draft")
    return charter


def test_every_text_of_a_new_language_is_missing_and_that_is_a_finding(bilingual: Charter) -> None:
    found = bilingual("languages", "--format", "json")
    assert found.code == 1
    (russian,) = found.values()["languages"]
    assert (russian["language"], russian["standing"]) == ("ru", "courtesy")
    assert russian["missing"] == russian["texts"] > 0
    assert "Not translated" in bilingual("languages").out


def test_a_language_named_since_the_last_version_can_be_translated_into(charter: Charter, tmp_path: Path) -> None:
    settings = charter.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("languages: [en]", "languages: [en, ru]"))
    charter.git("commit", "--quiet", "--all", "--message", "A second language")
    file = tmp_path / "for-the-translator.yaml"
    assert "15 texts to translate" in charter.done("translate", "ru", "--as", "SEC", "-o", str(file)).out
    assert "base: zero-draft" in file.read_text()
    words = {"text: |\n": "text: |\n      Слова.\n", "heading: |\n": "heading: |\n      Имя\n"}
    for empty, filled in words.items():
        file.write_text(file.read_text().replace(empty, filled))
    charter.done("merge", charter.done("lodge", str(file)).out.split()[1])
    (russian,) = charter("languages", "--format", "json").values()["languages"]
    assert (russian["missing"], russian["texts"]) == (0, 15)


def test_a_translators_file_is_filled_in_lodged_and_merged_and_the_language_is_in_step(
    bilingual: Charter, tmp_path: Path
) -> None:
    file = tmp_path / "for-the-translator.yaml"
    written = bilingual.done("translate", "ru", "1", "--as", "SEC", "-o", str(file))
    assert "to translate, 0 to look at again" in written.out
    assert "\ntitle: Неофициальный перевод\n" in file.read_text()
    assert bilingual("lodge", str(file)).code == 1
    filled = (
        file.read_text()
        .replace("text: |\n", "text: |\n      Слова.\n")
        .replace("heading: |\n", "heading: |\n      Имя\n")
    )
    file.write_text(filled)
    lodged = bilingual.done("lodge", str(file)).out.split()[1]
    bilingual.done("merge", lodged)
    texts = [each for each in bilingual("languages", "--format", "json").values()["texts"] if each["text"]]
    assert {each["state"] for each in texts} == {"current"}
    assert {each["by"].partition("#")[0] for each in texts} == {lodged}


def test_a_brief_tells_of_a_translation_in_one_line_and_shows_it_to_those_who_read_it(
    bilingual: Charter, tmp_path: Path
) -> None:
    bilingual.lodged("amend", "3(2)", "--as", "SEC", "--language", "ru", "--text-file", str(_words(tmp_path)))
    bilingual.done("merge", "SEC-2026-002")
    brief = bilingual.done("brief", "XAA").out
    assert (
        "No words of the text changed.\n\nTexts of translations that were put or changed besides: Russian (1)." in brief
    )
    assert "{+Участник уведомляет" in bilingual.done("brief", "XAA", "--language", "ru").out
    (words,) = (
        each
        for each in bilingual.done("brief", "SEC", "--format", "json").values()["words"]
        if "notice" in each["path"]
    )
    assert "Участник" not in words["text"]


def test_the_words_of_which_a_history_tells_are_in_one_language(bilingual: Charter, tmp_path: Path) -> None:
    bilingual.lodged("amend", "3(2)", "--as", "SEC", "--language", "ru", "--text-file", str(_words(tmp_path)))
    bilingual.done("merge", "SEC-2026-002")

    def words(*options: str) -> list[str]:
        values = bilingual.done("history", "3(2)", "--format", "json", *options).values()
        return [each["language"] for each in values["words"]]

    assert (words(), words("--words-in", "ru")) == (["en"], ["ru"])


def test_a_source_reworded_leaves_its_translation_behind_and_confirming_it_brings_it_back(
    bilingual: Charter, tmp_path: Path
) -> None:
    done = bilingual.lodged("amend", "3(2)", "--as", "SEC", "--language", "ru", "--text-file", str(_words(tmp_path)))
    later = bilingual.lodged(
        "amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "thirty days before"
    )
    bilingual.done("merge", done, later)
    shown = bilingual("languages").out
    assert "[-in good time-]{+thirty days before+}" in shown
    assert "заблаговременно" in shown
    assert "перевод прежней редакции" in bilingual.done("render", "--language", "ru").out

    bilingual.done("release", "second-draft")
    file = tmp_path / "again.yaml"
    path = next(each["path"] for each in bilingual("languages", "--format", "json").values()["texts"] if each["text"])
    assert (
        "0 texts to translate, 1 to look at again"
        in bilingual.done("translate", "ru", path, "--as", "SEC", "-o", str(file)).out
    )
    assert "as it was translated: " in file.read_text()
    bilingual.done("merge", bilingual.done("lodge", str(file)).out.split()[1])
    states = [each["state"] for each in bilingual("languages", "--format", "json").values()["texts"] if each["text"]]
    assert states == ["current"]


def _words(folder: Path) -> Path:
    file = folder / "ru.md"
    file.write_text("Участник уведомляет других заблаговременно.\n")
    return file


SENSELESS = (
    (("languages", "--language", "fr"), "'fr' is no language that this charter is translated into"),
    (("translate", "fr", "--as", "SEC"), "its translations are in ru"),
    (("translate", "ru", "99", "--as", "SEC"), "there is no '99' in the text"),
    (("translate", "ru", "--as", "XZZ"), "there is no participant 'XZZ'"),
    (("render", "--languages", "en"), "names no two languages"),
    (("render", "--languages", "en,fr"), "'fr' is no language of this charter"),
    (("render", "--languages", "en,ru", "--view", "rolling"), "--languages goes with the clean text"),
    (("render", "--languages", "en,ru", "--language", "ru"), "--languages goes with the clean text"),
)


def test_what_makes_no_sense_is_said_and_nothing_is_written(bilingual: Charter) -> None:
    before = bilingual.state()
    for arguments, said in SENSELESS:
        ran = bilingual(*arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert bilingual.state() == before


def test_a_translators_file_is_never_written_over(bilingual: Charter, tmp_path: Path) -> None:
    file = tmp_path / "ru.yaml"
    file.write_text("somebody's work")
    ran = bilingual("translate", "ru", "--as", "SEC", "-o", str(file))
    assert (ran.code, file.read_text()) == (2, "somebody's work")


def test_parallel_columns_are_rendered_in_every_format(bilingual: Charter, tmp_path: Path) -> None:
    for suffix in ("md", "html", "pdf"):
        file = tmp_path / f"parallel.{suffix}"
        bilingual.done("render", "--languages", "en,ru", "-o", str(file))
        assert file.stat().st_size > 1000


STANDINGS = (
    ("{fr: courtesy}", "'fr' is no language of the charter"),
    ("{en: courtesy}", "the drafting language is authentic"),
    ("{ru: decorative}", "decorative"),
)


def test_a_standing_that_cannot_be_is_a_problem_with_its_place(bilingual: Charter) -> None:
    file = bilingual.root / "charter" / "charter.yaml"
    sound = file.read_text()
    for standing, said in STANDINGS:
        file.write_text(sound.replace("languages: [en, ru]\n", f"languages: [en, ru]\nlanguage_standing: {standing}\n"))
        ran = bilingual("check")
        assert (ran.code, said in ran.out + ran.err) == (1, True), ran.out + ran.err
        assert "charter/charter.yaml:" in ran.out + ran.err


def test_a_charter_of_one_language_has_nothing_to_compare(charter: Charter) -> None:
    assert "This charter is in one language, English" in charter.done("languages").out


def test_a_report_speaks_a_language_that_the_charter_does_not_have(charter: Charter) -> None:
    told = charter.done("standing", "--language", "ru").out
    assert "Положение дел на переговорах" in told
    assert "ст. 1" in told
    assert "Кто что поддерживает" in charter.done("stats", "--by", "participant", "--language", "ru").out


def test_a_language_that_nobody_has_words_in_is_refused_with_those_that_there_are(charter: Charter) -> None:
    ran = charter("standing", "--language", "xx")
    assert ran.code == 2
    assert "'xx' is no language of this charter" in ran.err
    assert "reports also speak ar, en, fa, hi, ru, zh" in ran.err


def test_a_language_of_the_charter_without_fixed_words_has_english_ones_and_says_so(charter: Charter) -> None:
    settings = charter.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text("utf-8").replace("languages: [en]", "languages: [en, kk]"), "utf-8")
    charter.git("commit", "--quiet", "--all", "--message", "A language without fixed words")
    ran = charter.done("standing", "--language", "kk", "--format", "html")
    assert '<html lang="en" dir="ltr">' in ran.out
    assert "documents have no fixed words in Kazakh (kk) yet" in ran.err
    assert "docs/languages.md" in ran.err
    assert "warn    languages: no fixed words in Kazakh (kk): theirs stand in English" in charter("doctor").out


def test_a_workspace_gives_documents_its_own_words_and_is_told_which_are_missing(charter: Charter) -> None:
    folder = charter.root / "templates" / "languages"
    written = charter.done("languages", "--fixed-words", "kk", "-o", str(folder / "kk.toml"))
    assert "wrote" in written.err
    (folder / "kk.toml").write_text('[words]\ncontents = "Мазмұны"\n')
    (folder / "en.toml").write_text('[words]\nview_clean = "Consolidated text"\n')
    assert "Consolidated text" in charter.done("render").out
    report = charter("standing", "--language", "kk", "--format", "md")
    assert "fixed words of documents are missing in Kazakh (kk); theirs stand in English" in report.err
    doctor = charter("doctor").out
    assert "fixed words are missing in Kazakh (kk): words.preamble" in doctor


def test_a_file_of_words_that_documents_cannot_use_is_refused_and_the_rest_goes_on(charter: Charter) -> None:
    folder = charter.root / "templates" / "languages"
    folder.mkdir()
    (folder / "en.toml").write_text('[words]\n\ncontnts = "x"\n')
    refused = charter("render")
    assert refused.code == 1
    assert "templates/languages/en.toml:3:1: documents never say 'contnts'" in refused.err
    assert "templates/languages/en.toml:3:1" in charter("doctor").out
    assert charter("check").code == 0


def _in_russian(charter: Charter, tmp_path: Path, words: str) -> str:
    file = tmp_path / "слова.txt"
    file.write_text(f"{words}\n")
    return charter.lodged("amend", "3(2)", "--as", "SEC", "--language", "ru", "--text-file", str(file))


def test_a_translation_of_agreed_and_of_adopted_words_is_mended_by_a_merge(bilingual: Charter, tmp_path: Path) -> None:
    bilingual.done("merge", _in_russian(bilingual, tmp_path, "Участники уведомят."))
    bilingual.done("agree", "3")
    merged = bilingual.done("merge", _in_russian(bilingual, tmp_path, "Участники уведомляют."), "--note", "A slip.")
    assert "a translation: meetings/notice stays agreed" in merged.out
    committed = bilingual.git("show", "HEAD", "--", "charter")
    assert "translations: [ru]" in committed
    assert "Участники уведомляют." in committed
    bilingual.done("check")
    bilingual.done("verify")
    for code in ("XAA", "XAB", "XAC"):
        bilingual.lodged("position", "--whole", "--as", code, "--stance", "accept")
    bilingual.done("adopt", "--level", "heads-of-state")
    adopted = bilingual.done("standing", "--format", "json").values()["adopted"]
    merged = bilingual.done("merge", _in_russian(bilingual, tmp_path, "Участники уведомляют друг друга."))
    assert "a translation: meetings/notice stays adopted" in merged.out
    assert bilingual.done("standing", "--format", "json").values()["adopted"] == adopted
    reworded = bilingual.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "never")
    assert bilingual("merge", reworded).code == 3
    bilingual.done("verify")
    shutil.rmtree(bilingual.root / ".git" / "charterkit")
    bilingual.done("verify")


def test_nothing_is_adopted_while_an_authentic_language_translates_earlier_words(
    bilingual: Charter, tmp_path: Path
) -> None:
    settings = bilingual.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("rule:", "language_standing: {ru: authentic}\nrule:"))
    bilingual.git("commit", "--quiet", "--all", "--message", "Russian is authentic")
    bilingual.done("merge", _in_russian(bilingual, tmp_path, "Уведомляют заранее."))

    def blockers() -> list[tuple[str, str]]:
        found = bilingual("adopt", "--level", "heads-of-state", "--format", "json").values()["blockers"]
        return [(each["message"], each["remedy"]) for each in found if "Article 3(2)" in each["message"]]

    assert blockers() == []
    amended = bilingual.lodged("amend", "3(2)", "--as", "XAA", "--replace", "in good time", "--with", "in writing")
    bilingual.done("merge", amended)
    ((message, remedy),) = blockers()
    assert message == "the authentic words of Article 3(2) in Russian translate earlier words"
    assert remedy == "charterkit translate ru meetings/notice --as SEC"
    bilingual.done("merge", _in_russian(bilingual, tmp_path, "Уведомляют письменно."))
    assert blockers() == []


def test_agreed_words_of_an_authentic_language_are_brought_into_line_by_notice(
    bilingual: Charter, tmp_path: Path
) -> None:
    settings = bilingual.root / "charter" / "charter.yaml"
    settings.write_text(settings.read_text().replace("rule:", "language_standing: {ru: authentic}\nrule:"))
    bilingual.git("commit", "--quiet", "--all", "--message", "Russian is authentic")
    bilingual.done("merge", _in_russian(bilingual, tmp_path, "Участники уведомят."))
    bilingual.done("agree", "3(2)")
    mended = _in_russian(bilingual, tmp_path, "Участники уведомляют.")
    assert bilingual("merge", mended).code == 3
    own = bilingual.lodged("amend", "3(2)", "--as", "SEC", "--replace", "in good time", "--with", "in time")
    refused = bilingual("correct", own, "--until", "2026-08-20T12:00Z")
    assert refused.code == 2
    assert "a participant opens them again" in refused.err
    bilingual.done("correct", mended, "--until", "2026-08-20T12:00Z")
    assert bilingual("correct", mended, env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 10)}).code == 0
    (article,) = bilingual.done("standing", "3", "--format", "json").values()["provisions"]
    assert [each["state"] for each in article["agreements"]] == ["agreed"]
    assert bilingual("verify", env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86400 * 10)}).code == 0


def test_titles_of_settings_and_registry_are_missing_until_written_and_behind_when_reworded(bilingual: Charter) -> None:
    def titles() -> dict[str, str]:
        found = bilingual("languages", "--language", "ru", "--format", "json").values()["titles"]
        return {f"{each['register']} {each['record'] or ''} {each['field']}": each["state"] for each in found}

    def rewritten(before: str, after: str) -> None:
        settings = bilingual.root / "charter" / "charter.yaml"
        assert before in settings.read_text()
        settings.write_text(settings.read_text().replace(before, after))
        bilingual.git("commit", "--quiet", "--all", "--message", "The title")

    assert {titles()[each] for each in ("charter  title", "participants XAA name")} == {"missing"}
    rewritten("en: Charter of the Lakes", "en: Charter of the Lakes\n  ru: Хартия озёр")
    assert "charter  title" not in titles()
    rewritten("en: Charter of the Lakes", "en: Charter of the Great Lakes")
    assert titles()["charter  title"] == "stale"
    told = bilingual("languages", "--language", "ru").out
    assert "Charter of the{+ Great+} Lakes" in told
    written = bilingual.done("translate", "ru", "--as", "SEC", "-o", str(bilingual.root.parent / "file.yaml")).out
    assert " titles of charter.yaml and the registry to translate too" in written


def test_a_title_that_stands_behind_the_outline_falls_behind_as_any_other(bilingual: Charter) -> None:
    settings = bilingual.root / "charter" / "charter.yaml"
    title = "title:\n  en: Charter of the Lakes\n"
    for after in (f"{title}  ru: Хартия озёр\n", f"{title.replace('Lakes', 'Great Lakes')}  ru: Хартия озёр\n"):
        before = next(each for each in (f"{title}  ru: Хартия озёр\n", title) if each in settings.read_text())
        settings.write_text(settings.read_text().replace(before, "") + after)
        bilingual.git("commit", "--quiet", "--all", "--message", "The title")
    (found,) = [
        each
        for each in bilingual("languages", "--language", "ru", "--format", "json").values()["titles"]
        if (each["register"], each["field"]) == ("charter", "title")
    ]
    assert found["state"] == "stale"


def test_the_conference_stands_at_the_head_of_documents_in_their_language(bilingual: Charter) -> None:
    settings = bilingual.root / "charter" / "charter.yaml"
    conference = "conference:\n  en: |\n    Conference of the Lakes\n    Exampleville\n  ru: |\n    Конференция озёр\n"
    settings.write_text(settings.read_text().replace("symbol:", f"{conference}symbol:"))
    bilingual.git("commit", "--quiet", "--all", "--message", "The conference")
    for form, english in (("md", "Conference of the Lakes, Exampleville"), ("html", "Lakes<br>Exampleville")):
        for language, words in (("en", english), ("ru", "Конференция озёр")):
            file = bilingual.root / f"{language}.{form}"
            bilingual.done("render", "--language", language, "-o", str(file))
            assert words in file.read_text()
    bilingual.done("render", "-o", str(bilingual.root / "en.pdf"))
    read = subprocess.run(["pdftotext", str(bilingual.root / "en.pdf"), "-"], capture_output=True, check=True)
    assert "Conference of the Lakes\nExampleville\n" in read.stdout.decode()
    assert bilingual("verify-document", str(bilingual.root / "en.pdf")).code == 0


@pytest.mark.parametrize("view", ["inline", "side-by-side", "before-after", "bars", "columns", "participants"])
def test_a_comparison_is_made_in_any_language_of_the_charter(bilingual: Charter, tmp_path: Path, view: str) -> None:
    written = tmp_path / "compared.html"
    names = ("first-draft",) if view == "participants" else ("outline", "first-draft")
    bilingual.done("diff", *names, "--view", view, "--language", "ru", "-o", str(written))
    page = written.read_text()
    assert '<html lang="ru"' in page
    assert "Статус текста" in page


def test_the_language_of_a_comparison_is_one_of_the_charters_and_that_of_a_document(bilingual: Charter) -> None:
    terminal = bilingual("diff", "outline", "first-draft", "--language", "ru")
    assert (terminal.code, terminal.out) == (2, "")
    assert "--language goes with a document" in terminal.err
    unknown = bilingual("diff", "outline", "first-draft", "--language", "fr", "--format", "html")
    assert (unknown.code, unknown.out) == (2, "")
    assert "'fr' is no language of this charter" in unknown.err


def test_the_set_of_documents_says_of_languages_what_the_command_says(bilingual: Charter, tmp_path: Path) -> None:
    bilingual.done("render", "--all", "--format", "md", "-o", str(tmp_path / "set"))
    bilingual.done("languages", "-o", str(tmp_path / "alone.md"))
    made = [(tmp_path / name).read_text("utf-8") for name in ("set/languages-concordance.md", "alone.md")]
    alone, in_set = ([line for line in text.splitlines() if not line.startswith("<!--")] for text in reversed(made))
    assert in_set == alone
    assert any("charter.yaml" in line for line in alone)
