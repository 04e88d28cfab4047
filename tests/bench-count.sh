#!/bin/sh
# tests/bench-count.sh, for `make bench-count`: the tally of a long log is exact; counting takes no longer than printing; and
# how much faster two processors are: on the parts of a file, which parallel copies, and on two files, which it does not.
#
#	BENCH_LINES=5000000  the lines of the log

cd "$(dirname "$0")/.." || exit 2
dir=build/bench
msc=build/msc-err
lines=${BENCH_LINES:-5000000}
log=$dir/mixture-$lines
failed=0

[ -s "$log" ] || { $dir/generate mixture "$lines" 1 "$log.tally" >"$log.part" && mv "$log.part" "$log"; } || exit 2
cat "$log" >/dev/null
if $msc --count -j <"$log" | cmp -s - "$log.tally"; then
	echo "the tally of $lines lines is exact"
else
	echo "the tally of $lines lines is another than that of their maker"
	failed=1
fi

$dir/measure 7 -i "$log" plain $msc -j \; -i "$log" count $msc --count -j | awk -F '\t' '{ t[$1] = $2 / 1e6 } END {
	printf "printing each %.3f s, counting %.3f s: %.3f times as long (to reach: 1.05) %s\n", t["plain"], t["count"],
		t["count"] / t["plain"], (t["count"] <= 1.05 * t["plain"] ? "ok" : "MISSED")
}'

if ! parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
	echo "there is no GNU parallel: one processor against two is left out"
	exit $failed
fi
# Two halves of a log, and the whole: so many times the log made above.
one_and_two() {
	half_one=$dir/mixture-half-1 half_two=$dir/mixture-half-2 big=$dir/mixture-whole
	head -n "$1" "$log" >$half_one
	[ "$2" -eq 1 ] || seq 2 "$2" | while read -r _; do cat "$log"; done >>$half_one
	cp $half_one $half_two
	cat $half_one $half_two >$big
	bytes=$(wc -c <$big)
	reduce="2>/dev/null | $msc --count -j"
	parts="parallel -j2 --pipepart -a $big --block $((bytes / 2 + 1)) $msc --count -j $reduce"
	files="parallel -j2 $msc --count -j -f {} ::: $half_one $half_two $reduce"
	for two in "$parts" "$files"; do
		sh -c "$two" >$dir/out
		$msc --count -j <$big | cmp -s - $dir/out || { echo "parallel gives another tally"; failed=1; }
	done
	$dir/measure 3 -i $big one $msc --count -j \; parts sh -c "$parts" \; files sh -c "$files" |
		awk -F '\t' -v mb=$((bytes / 1000000)) '
		{ t[$1] = $2 / 1e6 }
		END {
			printf "%6d MB: one run %.3f s; on two processors\n", mb, t["one"]
			printf "           parallel --pipepart %.3f s, %.2f times as fast (to reach: 1.7)%s\n", t["parts"],
				t["one"] / t["parts"], (t["one"] >= 1.7 * t["parts"] ? " ok" : "")
			printf "           parallel, a file each %.3f s, %.2f times as fast (to reach: 1.7)%s\n", t["files"],
				t["one"] / t["files"], (t["one"] >= 1.7 * t["files"] ? " ok" : "")
		}'
	rm -f $half_one $half_two $big
}
one_and_two $((lines / 8)) 1
one_and_two $((lines / 2)) 1
one_and_two "$lines" 2
exit $failed
