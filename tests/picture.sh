#!/bin/sh
# tests/picture.sh: data/terminal.svg shows what the program answers now. Run by make check-picture.

cd "$(dirname "$0")/.." || exit 2
now=$(mktemp) || exit 2
trap 'rm -f "$now"' EXIT
trap 'exit 2' HUP INT TERM
sh data/picture.sh build/msc-err "$now" || exit 1
if ! cmp -s "$now" data/terminal.svg; then
	echo "data/terminal.svg is out of date: make picture, and look at it"
	diff data/terminal.svg "$now"
	echo "picture: 0 passed, 1 failed"
	exit 1
fi
echo "picture: 1 passed, 0 failed"
