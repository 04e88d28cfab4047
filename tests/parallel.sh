#!/bin/sh
# tests/parallel.sh MSC_ERR GENERATE [LINES]: tallies add up. A log is cut at line ends, each part is counted by itself, and
# the tallies are counted together: that must give, byte for byte, what one run over the whole gives, which must be what the
# maker of the log knows of it. Cut by us, and by GNU parallel where there is one.

if [ $# -lt 2 ]; then
	echo "usage: tests/parallel.sh MSC_ERR GENERATE [LINES]" >&2
	exit 2
fi
msc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
generate=$2
lines=${3:-10000}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM

passed=0
failed=0
skipped=0
# same WHAT: $dir/sum is the tally of the whole.
same() {
	if cmp -s "$dir/sum" "$dir/tally"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "another tally: $1"
	fi
}

# The counts of a code's rows as one.
by_code() {
	awk -F '\t' '{ n[$2 FS $3 FS $4] += $1 } END { for (code in n) print n[code] FS code }' | sort
}

"$generate" mixture "$lines" 3 "$dir/made" >"$dir/log"
"$msc" --count -o count,code,input_status,input_code <"$dir/log" | by_code >"$dir/sum"
sort "$dir/made" >"$dir/tally"
same "one run, and what its maker knows"
"$msc" --count -j <"$dir/log" >"$dir/tally"
"$msc" --count -j <"$dir/tally" >"$dir/sum"
same "a tally of the tally"

# In two parts, at many places.
at=1
while [ $at -lt "$lines" ]; do
	{
		head -n $at "$dir/log" | "$msc" --count -j
		tail -n +$((at + 1)) "$dir/log" | "$msc" --count -j
	} | "$msc" --count -j >"$dir/sum"
	same "cut behind line $at"
	at=$((at * 2 + 7))
done

# In many parts, the last one first; and without the end of the last line.
mkdir "$dir/parts"
(cd "$dir/parts" && split -a 3 -l $((lines / 23 + 1)) ../log)
for part in "$dir"/parts/*; do
	echo "$part"
done | sort -r | while read -r part; do
	"$msc" --count -j <"$part"
done | "$msc" --count -j >"$dir/sum"
same "in parts, backwards"
set --
for part in "$dir"/parts/*; do
	set -- "$@" -f "$part"
done
"$msc" --count -j "$@" >"$dir/sum"
same "one run over the parts"
# Tallies of tallies.
{
	cat "$dir"/parts/x??[a-f] | "$msc" --count -j
	for part in "$dir"/parts/x??[!a-f]; do
		"$msc" --count -j <"$part"
	done | "$msc" --count -j
} | "$msc" --count -j >"$dir/sum"
same "a tree"
printf %s "$(cat "$dir/log")" | "$msc" --count -j >"$dir/sum"
same "no end of the last line"

if parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
	cd "$dir" || exit 2
	parallel --pipepart -a log --block 300k "$msc" --count -j 2>/dev/null | "$msc" --count -j >"$dir/sum"
	same "parallel --pipepart"
	parallel --pipe --block 200k "$msc" --count -j <log 2>/dev/null | "$msc" --count -j >"$dir/sum"
	same "parallel --pipe"
	printf '%s\n' parts/* | parallel "$msc" -f {} --count -j 2>/dev/null | "$msc" --count -j >"$dir/sum"
	same "parallel, a process a file"
else
	skipped=3
fi

echo "parallel: $passed passed, $failed failed$([ $skipped -eq 0 ] || echo ", $skipped skipped: there is no GNU parallel")"
[ $failed -eq 0 ]
