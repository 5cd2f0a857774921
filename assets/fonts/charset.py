"""Prints the characters of a font face, one line for each group, sorted.

usage: charset.py regular|bold CHARACTERS_8105 DIVISIONS_TSV [TRANSLATION.toml ...]

regular: all of GB 2312, the 8105 characters of the Table of General Standard
Chinese Characters (2013), the names of the divisions, the symbols below and
every character of the translations. bold: the same with only level 1 of
GB 2312, because bold is for the program's own headings.

make.sh runs it; it needs nothing but Python's own library.
"""

import sys


def gb2312(rows):
    """The characters in the given rows of GB 2312 (1 to 94)."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return found


def between(first, last):
    return {chr(c) for c in range(first, last + 1)}


# Only what the fonts have: they lack ☐ ☑ ✔ ✗ ✘ ▸ ℹ, for which □ ✓ × ▶ stand in.
SYMBOLS = (
    between(0x20, 0x7E)
    | between(0xA0, 0xFF)  # Latin-1
    | set("ĀāĂăĐđĒēĚěĨĩĪīŃńŇňŌōŎŏŒœŨũŪūŬŭƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǸǹ")  # pinyin, names
    | set("‐‑‒–—―‖‘’‚“”„†‡•‥…‧‰′″‵‹›※€℃℉№℡™Ω")
    | set("←↑→↓↔↕↖↗↘↙⇄⇅⇆⇐⇒⇔⇦⇧⇨⇩⌘⏎")
    | set("−√∞∴∵≈≠≤≥≦≧")
    | set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿")
    | set("■□▢▲△▶▷▼▽◀◁◆◇◉○◎●◐◑◯★☆☎☏☞⚠✂✓✚➡")
    | set("　、。〃々〇〈〉《》「」『』【】〒〓〔〕〖〗")
    | between(0xFF01, 0xFF5E)  # full-width forms
    | set("￠￡￢￣￥")
)


def main():
    face, table, divisions, *translations = sys.argv[1:]
    words = set()
    for path in [divisions, *translations]:
        with open(path, encoding="utf-8") as f:
            words |= set(f.read())
    if face == "regular":
        with open(table, encoding="utf-8") as f:
            hanzi = gb2312(range(1, 95)) | set(f.read())
    else:
        hanzi = gb2312(range(16, 56))
    hanzi -= SYMBOLS
    words -= SYMBOLS | hanzi  # the program's own, outside the usual sets
    for group in (SYMBOLS, hanzi, words):
        print("".join(sorted(c for c in group if c >= " ")))


main()
