"""The press: WeasyPrint in a process of its own, which reads HTML and writes PDF.

WeasyPrint is imported by the modules of this folder and nowhere else. ``order`` says what is asked and answered and
needs no WeasyPrint; ``charterkit.documents.pdf.making`` starts the process, limits its time and judges its answer.
"""
