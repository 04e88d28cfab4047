#!/bin/sh
# tests/tally.sh MSC_ERR GENERATE [LINES]: tallies add up. A log is cut at line ends, each part is counted by itself, and
# the tallies are counted together: that must give, byte for byte, what one run over the whole gives, which must be what the
# maker of the log knows of it. tests/docs.sh does the same with GNU parallel.

. "$(dirname "$0")/common.sh"

if [ $# -lt 2 ]; then
	echo "usage: tests/tally.sh MSC_ERR GENERATE [LINES]" >&2
	exit 2
fi
program msc-err "$1"
program generate "$2"
lines=${3:-4000}
cd "$dir" || exit 2

# same WHAT: $dir/sum is the tally of the whole.
same() {
	if cmp -s sum tally; then pass; else fail "another tally: $1"; fi
}

# The counts of a code's rows as one.
by_code() {
	awk -F '\t' '{ n[$2 FS $3 FS $4] += $1 } END { for (code in n) print n[code] FS code }' | sort
}

generate mixture "$lines" 3 made >log
msc-err --count -o count,code,input_status,input_code <log | by_code >sum
sort made >tally
same "one run, and what its maker knows"
msc-err --count -j <log >tally
msc-err --count -j <tally >sum
same "a tally of the tally"

# In two parts, at many places.
at=1
while [ $at -lt "$lines" ]; do
	{
		head -n $at log | msc-err --count -j
		tail -n +$((at + 1)) log | msc-err --count -j
	} | msc-err --count -j >sum
	same "cut behind line $at"
	at=$((at * 4 + 7))
done

# In many parts, the last one first; and without the end of the last line.
mkdir parts
(cd parts && split -a 3 -l $((lines / 7 + 1)) ../log)
for part in "$dir"/parts/*; do
	echo "$part"
done | sort -r | while read -r part; do
	msc-err --count -j <"$part"
done | msc-err --count -j >sum
same "in parts, backwards"
set --
for part in "$dir"/parts/*; do
	set -- "$@" -f "$part"
done
msc-err --count -j "$@" >sum
same "one run over the parts"
# Tallies of tallies.
{
	cat "$dir"/parts/x??[a-c] | msc-err --count -j
	for part in "$dir"/parts/x??[!a-c]; do
		msc-err --count -j <"$part"
	done | msc-err --count -j
} | msc-err --count -j >sum
same "a tree"
printf %s "$(cat log)" | msc-err --count -j >sum
same "no end of the last line"

finish
