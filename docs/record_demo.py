"""Records the console of `hoopstat demo` as the pictures that README shows.

    pip install pyte
    python docs/record_demo.py

The demo runs in a terminal of its own, in a temporary folder. What the terminal shows while the
capture runs, and in the end, is drawn by Rich. pyte is needed here only: Rich writes pictures of
what it prints, and not of what a terminal makes of it.
"""

from __future__ import annotations

import os
import pty
import re
import struct
import sys
import tempfile
import termios
from collections.abc import Iterator
from fcntl import ioctl
from io import StringIO
from itertools import groupby
from pathlib import Path
from select import select

import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

DOCS = Path(__file__).parent
COLUMNS, LINES = 100, 130
COMMAND = "hoopstat demo"
WHILE_RUNNING = ("Connection reset", 12)
"""The picture of the running capture is taken so many refreshes after these words appear."""

QUIET_S = 0.1
"""After so much silence a refresh is over; the console draws twice a second."""


def main() -> None:
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    words, wait = WHILE_RUNNING
    with tempfile.TemporaryDirectory() as folder:
        for output in _run(Path(folder)):
            stream.feed(output)
            if wait and any(words in line for line in screen.display):
                wait -= 1
                if wait == 0:
                    _draw(screen, "demo-running.svg")
    _draw(screen, "demo.svg")


def _run(folder: Path) -> Iterator[bytes]:
    """The output of the demo in a terminal: each time all that came at once."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execv(sys.executable, [sys.executable, "-m", "hoopstat", "demo"])  # noqa: S606 our own words
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        while output := _refresh(terminal):
            yield output
    finally:
        os.waitpid(child, 0)


def _refresh(terminal: int) -> bytes:
    """All that comes until it is quiet, since half a refresh is no picture; b"" at the end."""
    output = b""
    while not output or select([terminal], [], [], QUIET_S)[0]:
        try:
            more = os.read(terminal, 65536)
        except OSError:
            # Linux says so that the other side of the terminal is closed.
            return output
        if not more:
            return output
        output += more
    return output


def _draw(screen: pyte.Screen, name: str) -> None:
    console = Console(record=True, width=COLUMNS, file=StringIO(), color_system="truecolor")
    console.print(f"$ {COMMAND}", style="bold", highlight=False)
    lines = [_line(screen, number) for number in range(LINES)]
    while lines and not lines[-1].plain.strip():
        lines.pop()
    for line in lines:
        console.print(line, highlight=False, no_wrap=True)
    picture = console.export_svg(title="hoopstat")
    # The reader's own fonts will do; Rich names a server that has others.
    picture = re.sub(r"@font-face \{[^}]*\}\s*", "", picture)
    (DOCS / name).write_text(picture, "utf-8")


def _line(screen: pyte.Screen, number: int) -> Text:
    """One line, its neighbouring cells of one style together."""
    cells = [screen.buffer[number][column] for column in range(COLUMNS)]
    line = Text()
    for style, run in groupby(cells, key=lambda cell: (cell.fg, cell.bold, cell.italics)):
        line.append("".join(cell.data for cell in run), _style(*style))
    line.rstrip()
    return line


def _style(foreground: str, bold: bool, italic: bool) -> Style:
    colour = None if foreground == "default" else _colour(foreground)
    return Style(color=colour, bold=bold, italic=italic)


def _colour(name: str) -> str:
    """Pyte says brown for yellow, and hexadecimal digits without their sign."""
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    return {"brown": "yellow"}.get(name, name)


if __name__ == "__main__":
    main()
