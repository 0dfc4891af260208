# SPDX-License-Identifier: MIT OR Apache-2.0
"""Reads a page of --report-file, as a browser shows it if there is one: page.py FILE [--browser]

Prints a line for each program, and each line of its table, after both have been found equal to the numbers
that the page has as JSON. Nothing in the page may lead out of it.
"""
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.numbers, self.texts, self.bars = [], "", [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        assert not {"src", "href"} & values.keys(), tag
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "div" and "title" in values:
            self.bars.append(values["title"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.numbers += data
        elif data.strip():
            self.texts.append(data.strip())


def shown(path):
    """The page after a browser has read it."""
    browser = shutil.which("chromium")
    if not browser:
        return None
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                               "--enable-logging=stderr", "--dump-dom", path.resolve().as_uri()],
                              capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0 and "CONSOLE" not in done.stderr, done.stderr
    return done.stdout


def check(text):
    page = Page()
    page.feed(text)
    assert not page.open, page.open
    numbers = json.loads(page.numbers)
    words = " ".join(page.texts)
    for program in numbers["programs"]:
        verb = "Loaded" if program["loaded"] else "Refused"
        assert f"{program['name']} {verb}. {program['instructions']} instructions" in words, words
        # The functions' bars, and those of the lines, are the program twice.
        print(program["name"], verb, program["instructions"], len(program["lines"]))
        for line in program["lines"]:
            assert f"{line['file']}:{line['line']} {line['instructions']} {line['steps']}" in words, line
    widths = sum(int(re.search(r"(\d+) instructions$", bar)[1]) for bar in page.bars)
    assert widths == 2 * sum(program["instructions"] for program in numbers["programs"]), widths


def main():
    path = pathlib.Path(sys.argv[1])
    check(path.read_text())
    dom = shown(path) if "--browser" in sys.argv else None
    if dom:
        check(dom)
        print("the browser shows the same")


if __name__ == "__main__":
    main()
