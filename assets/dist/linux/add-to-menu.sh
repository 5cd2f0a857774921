#!/bin/sh
# Adds Recordal Desk to the menu of this user, from the folder that this script lies in,
# or takes it off again with --remove. Nothing outside ~/.local/share is touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}

(cd "$here/share" && find . -type f) | while read -r name; do
	case $name in ./metainfo/*) continue ;; esac
	if [ "${1-}" = --remove ]; then
		rm -f "$share/$name"
		continue
	fi
	mkdir -p "$share/$(dirname "$name")"
	case $name in
	*.desktop) sed "s|@folder@|$(printf %s "$here" | sed 's/[&|\\]/\\&/g')|" "$here/share/$name" >"$share/$name" ;;
	*) cp "$here/share/$name" "$share/$name" ;;
	esac
done

# So that menus and file managers notice; a desktop without these does so by itself.
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications" || true; fi
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime" 2>/dev/null || true; fi
