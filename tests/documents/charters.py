"""A charter of any texts, and texts full of what a format might take for its own signs."""

from __future__ import annotations

from charterkit.model.charter import Charter

NASTY = (
    "Plain words, *emphasis with [[arms/notice]] inside*, and more.",
    "<script>alert('x')</script> & &amp; <b>bold</b> <!-- comment --> a < b > c",
    "{{ 7*7 }} {% raw %} {# no comment #} ${HOME} $x$ `code` ~~gone~~",
    "[Note]: http://example.org/x",
    "[text](http://example.org) ![picture](x.png) [a][b] <http://example.org>",
    "1. first\n3. third\n7. seventh\n\n# no heading\n\n> no quotation\n\n- no list\n\n---\n\n| a | b |\n| --- | --- |",
    "<link rel=attachment href=file:///etc/passwd>",
    "A placeholder [...] and **two stars** and _low_ snake_case \\*backslash\\* 2*3*4.",
    "See [[arms]], [[arms/notice/a]], [[no-such-thing]] and the [[un-charter]].",
    "A note[^1] and a loose [^9].\n\n[^1]: Said *below*, see [[arms]].\n\n[^x]: Second note.\n\nAnother[^x] after it.",
    "Supercalifragilisticexpialidocious-antidisestablishmentarianism " * 3,
    "+ plus\n\n= equals\n\n12) twelve\n\n[ ] unticked\n\n[x] ticked\n\n: colon\n\n    indented",
)


def charter_of(texts: list[str], **settings: object) -> Charter:
    """Return a charter with a recital, an article for each text, a testimonium and an annex."""
    provisions: dict[str, dict[str, object]] = {
        "recital": {
            "id": "recital", "kind": "recital", "heading": {"en": "Recital heading"},
            "text": {"en": "Recalling the past,"}, "basis": [{"source": "article", "at": "L4", "ideas": ["P01"]}],
        },
        "arms": {
            "id": "arms", "kind": "article", "heading": {"en": "Arms"}, "basis": [{"instrument": "un-charter"}],
            "units": [
                {"id": "notice", "text": {"en": "Participants give notice:"}, "units": [
                    {"id": "a", "text": {"en": "in good time; and"}, "units": [
                        {"id": "i", "text": {"en": "in writing."}},
                    ]},
                    {"id": "b", "text": {"en": "to all."}},
                ]},
            ],
        },
        "end": {"id": "end", "kind": "testimonium", "text": {"en": "Done at [...]."}},
        "annex": {"id": "annex", "kind": "annex", "heading": {"en": "Table"}, "generated": "memberships"},
    }  # fmt: skip
    for place, text in enumerate(texts):
        provisions[f"t{place}"] = {
            "id": f"t{place}", "kind": "article", "heading": {"en": f"Title {place}"},
            "units": [{"id": "u", "text": {"en": text}}],
        }  # fmt: skip
    articles = [key for key, provision in provisions.items() if provision["kind"] == "article"]
    outline = {"preamble": ["recital"], "parts": [{"id": "one", "heading": {"en": "First"}, "provisions": articles}],
               "closing": ["end"], "annexes": ["annex"]}  # fmt: skip
    return Charter.model_validate({
        "settings": {"title": {"en": "Charter of Tests"}, "symbol": "T/2026/WD.1", "outline": outline} | settings,
        "provisions": provisions,
        "registry": {
            "participants": [{"id": "XAA", "name": {"en": "Alphaland"}, "kind": "state", "role": "fictional"}],
            "organisations": [{"id": "club", "name": {"en": "The Club"}, "kind": "format"}],
            "memberships": [{"participant": "XAA", "organisation": "club", "raw": "Member*|", "status": "member",
                             "source": "article", "at": "L1"}],
            "instruments": [{"id": "un-charter", "title": {"en": "Charter of the UN"},
                             "short_title": {"en": "United Nations Charter"}, "kind": "framework_treaty"}],
        },
    })  # fmt: skip
