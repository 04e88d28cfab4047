#!/bin/sh
# tests/bench-count.sh, for `make bench-count`: the tally of a long log is exact; counting takes no longer than printing; and
# two processors take half the time, from what size on.
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
for eighths in 1 4 8 32; do
	big=$dir/mixture-part
	if [ $eighths -le 8 ]; then
		head -n $((lines * eighths / 8)) "$log" >$big
	else
		seq $((eighths / 8)) | while read -r _; do cat "$log"; done >$big
	fi
	cat $big >/dev/null
	bytes=$(wc -c <"$big")
	two="parallel -j2 --pipepart -a $big --block $((bytes / 2 + 1)) $msc --count -j 2>/dev/null | $msc --count -j"
	sh -c "$two" >$dir/out
	$msc --count -j <"$big" | cmp -s - $dir/out || { echo "parallel gives another tally"; failed=1; }
	$dir/measure 3 -i "$big" one $msc --count -j \; two sh -c "$two" | awk -F '\t' -v mb=$((bytes / 1000000)) '
		{ t[$1] = $2 / 1e6 }
		END {
			printf "%6d MB: one run %.3f s, two of parallel --pipepart %.3f s: %.2f times as fast%s\n", mb, t["one"], t["two"],
				t["one"] / t["two"], (t["one"] >= 1.7 * t["two"] ? " (to reach: 1.7) ok" : "")
		}'
done
rm -f $dir/mixture-part
exit $failed
