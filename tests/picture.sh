#!/bin/sh
# tests/picture.sh: data/terminal.svg shows what the program answers now. Run by make check-picture.

. "$(dirname "$0")/common.sh"
cd "$root" || exit 2
if terminal; then
	try 'the picture is made' sh data/picture.sh build/msc-err "$dir/now.svg"
	try 'data/terminal.svg is up to date (if not: make picture, and look at it)' diff data/terminal.svg "$dir/now.svg"
else
	skip 2 "no terminal can be had"
fi
finish
