"""The kinds of documents: the text of a charter, texts set in rows, reports; and the template of each one's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charterkit.documents.reports.report import Report
from charterkit.documents.synopsis.value import Synopsis
from charterkit.documents.tree import Document

AnyDocument = Document | Synopsis | Report

PAGES: Final[Mapping[type, str]] = {Document: "document.html", Synopsis: "synopsis.html", Report: "report.html"}
