"""Reads a packet with Python's zipfile, extracts it and prints its names."""

import json
import sys
import zipfile

path, folder = sys.argv[1:]
with zipfile.ZipFile(path) as packet:
    damaged = packet.testzip()
    if damaged:
        sys.exit(f"damaged: {damaged}")
    for entry in packet.infolist():
        if not entry.filename.isascii() and not entry.flag_bits & 0x800:
            sys.exit(f"not marked as UTF-8: {entry.filename!r}")
    packet.extractall(folder)
    print(json.dumps(packet.namelist()))
