# SPDX-License-Identifier: MIT OR Apache-2.0
"""Reads a page of --report-file, as a browser shows it if there is one: page.py FILE [--browser]

Prints each program, each row of its tables and each bar of its picture, after all have been found equal to the
numbers that the page has as JSON. Nothing in the page may lead out of it.
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
        assert not {"src", "href"} & dict(attributes).keys(), tag
        if tag not in ("meta", "br", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag == "rect", tag

    def handle_endtag(self, tag):
        if tag != "rect":
            assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.numbers += data
        elif self.open[-2:] == ["g", "title"]:
            self.bars.append(data)
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


def rows(program):
    """Each row of the tables of a program, as the page has to show it."""
    for line in program["lines"]:
        place = f"{line['file']}:{line['line']}" if line["file"] else "?"
        yield f"{place} {line['instructions']}" + (f" {line['steps']}" if "steps" in line else "")
    for variable in program["variables"]:
        place = f"{variable['file']}:{variable['line']}" if variable["file"] else "?"
        yield f"{variable['name']} {variable['function']} {place} {variable['bytes']}"
    for need in program["needs"]:
        place = f"{need['file']}:{need['line']}" if need["file"] else "?"
        yield f"{need['since']} {need['text']} {place}"


def check(text):
    page = Page()
    page.feed(text)
    assert not page.open, page.open
    numbers = json.loads(page.numbers)
    words = " ".join(page.texts)
    for program in numbers["programs"]:
        kernel = f"Fits Linux {program['oldest']} and later." if program["oldest"] else "Fits no kernel."
        figures = f"{program['instructions']} instructions, {program['stack']} bytes of stack. {kernel}"
        assert f"{program['name']} Section {program['section']}. {figures}" in words, words
        for title, member in (("Maps", "maps"), ("Helpers", "helpers")):
            assert f"{title}: {', '.join(program[member]) or 'none'}" in words, member
        if "loaded" in program:
            verb = "Loaded" if program["loaded"] else "Refused"
            assert f"{verb}; the verifier walked {program['walked']} instructions" in words, words
            figures += f" {verb} {program['walked']}"
        print(program["name"], figures)
        for row in rows(program):
            assert row in words, row
            print(" ", row)
        assert f"{program['name']}, {program['instructions']} instructions" in page.bars, page.bars
        assert sum(line["instructions"] for line in program["lines"]) == program["instructions"]
    # The innermost bars are lines: they add up to all instructions, and to all steps that have a line.
    for unit, name, total in (("instructions", r"[^ ]+:\d+|\?", sum(program["instructions"] for program in numbers["programs"])),
                              ("steps", r"[^ ]+:\d+", sum(line.get("steps", 0) for program in numbers["programs"]
                                                         for line in program["lines"]))):
        widths = [re.fullmatch(rf"({name}), (\d+) {unit}", bar) for bar in page.bars]
        assert sum(int(width[2]) for width in widths if width) == total, (unit, total)
    for bar in page.bars:
        print("bar", bar)


def main():
    path = pathlib.Path(sys.argv[1])
    check(path.read_text())
    dom = shown(path) if "--browser" in sys.argv else None
    if dom:
        check(dom)
        print("the browser shows the same")


if __name__ == "__main__":
    main()
