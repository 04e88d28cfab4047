#!/bin/sh
# tests/bench.sh, for `make bench`: how long msc-err takes beside the programs that one would take instead, and how much
# memory. All in turn and in one run; times are medians, of CPU time if much is read. The input is made under build/bench and removed.
#
#	BENCH_MB=250       the size of the larger inputs
#	BENCH_ROUNDS=7     how often each is read
#	BENCH_LOOKUPS=2000 how often is looked up
#	BENCH_HUGE=1       also 4 GB through a pipe
#	BENCH_KEEP=1       keeps the input for the next run
#	BENCH_ONLY=WORKS   only some of: lookup table responses empty errors log stream object count

cd "$(dirname "$0")/.." || exit 2
dir=build/bench
msc=build/msc-err
mb=${BENCH_MB:-250}
rounds=${BENCH_ROUNDS:-7}
lookups=${BENCH_LOOKUPS:-2000}
works=${BENCH_ONLY:-lookup table responses empty errors log stream object count}
failed=0
made=

clean() {
	# shellcheck disable=SC2086 # names without blanks
	[ -n "$BENCH_KEEP" ] || rm -f $made
	rm -f "$dir/out" "$dir/rows" "$dir/table.json" "$dir/results"
}
trap clean EXIT
trap 'exit 2' HUP INT TERM

for peer in grep jq errno; do
	command -v $peer >/dev/null || { echo "$peer is missing: its rows are left out" && eval "no_$peer=1"; }
done

# input KIND SIZE...: $in is a file of that.
input() {
	in=$dir/$1-$2
	made="$made $in $in.tally"
	[ -s "$in" ] || { $dir/generate "$1" "$2" 1 "$in.tally" >"$in.part" && mv "$in.part" "$in"; } || exit 2
	cat "$in" >/dev/null # into the page cache
}

# measure ROUNDS WORK COMMAND...: see tests/measure.c. `;` parts the commands.
measure() {
	times=$1 work=$2
	shift 2
	echo "$work..." >&2
	$dir/measure "$times" "$@" | sed "s/^/$work	/" >>$dir/results
}

: >$dir/results
$msc -lj >$dir/rows
[ -n "$no_jq" ] || jq -s 'INDEX(.code)' $dir/rows >$dir/table.json
# shellcheck disable=SC2016 # jq's own variables
# What jq does where msc-err reads responses: select the errors and join them with the table.
join='(.error? // .response.body.error? // .header? // .output? // .) as $e
	| ((.code? | select(. != "")) // $e.code? // $e.error_code? // $e.type?) as $c
	| select($c | type == "string" and . != "")
	| {row: $table[0][$c], status: .status_code?, code: $c, message: ($e.message? // $e.error_message?), request_id: .request_id?}'

measure_lookup() {
	code=Throttling.RateQuota
	set -- hello "$dir/hello" \; text "$msc" "$code" \; json "$msc" -j "$code" \; \
		text-10000 "$dir/msc-err" "$code" \; json-10000 "$dir/msc-err" -j "$code"
	[ -n "$no_errno" ] || set -- "$@" \; errno errno EAGAIN
	# shellcheck disable=SC2016
	[ -n "$no_jq" ] || set -- "$@" \; -e 50 jq jq --arg code "$code" '.[$code]' "$dir/table.json"
	measure "$lookups" lookup "$@"
}

# What is read by lines: beside grep, whose output is a file, because it stops at the first match if that is /dev/null.
measure_lines() {
	kind=$1 size=$2 pattern='"code"'
	[ "$kind" != log ] || pattern='code|<[0-9]{3}>'
	input "$kind" 1M && small=$in
	input "$kind" "$size"
	set -- -i "$in" msc-err $msc -j \; -i "$in" count $msc --count -j \; -i "$in" -o $dir/out wc wc -l \; -i "$small" small $msc -j
	[ -n "$no_grep" ] || set -- "$@" \; -i "$in" -o $dir/out grep grep -cE "$pattern"
	[ -n "$no_jq" ] || [ "$kind" != errors ] ||
		set -- "$@" \; -i "$in" -e 3 jq jq -c --slurpfile table $dir/table.json "$join"
	measure "$rounds" "$kind" "$@"
}

measure_object() {
	for kind in object image object-error error-inside; do
		input "$kind" 1M && small=$in
		input "$kind" $((mb * 100 / 250))M
		set -- -i "$in" msc-err "$msc" -j \; -i "$in" -o "$dir/out" wc wc -l \; -i "$small" small "$msc" -j
		[ -n "$no_jq" ] || set -- "$@" \; -i "$in" -e 3 jq jq empty
		measure "$rounds" "$kind" "$@"
		case $kind in # the right answer: no error, or the one
		object-error) right=Throttling.RateQuota ;;
		error-inside) right=InvalidParameter ;;
		*) right= ;;
		esac
		found=$($msc -o input_code <"$in")
		[ "$found" = "$right" ] || { echo "$kind: found '$found' instead of '$right'" && failed=1; }
	done
}

# The same failures with a table of 10,000 rows more.
measure_table() {
	input errors $((mb * 60 / 250))M
	measure "$rounds" table -i "$in" 41 "$msc" -j \; -i "$in" 10000 "$dir/msc-err" -j
}

# The counts of a code's rows as one.
by_code() {
	awk -F '\t' '{ n[$2 FS $3 FS $4] += $1 } END { for (code in n) print n[code] FS code }' | sort
}

# That a tally is exact, and how much faster two processors are.
measure_count() {
	input mixture $((mb * 4000))
	$msc --count -o count,code,input_status,input_code <"$in" | by_code >"$dir/out"
	sort "$in.tally" | cmp -s - "$dir/out" || { echo "the tally of a mixture is another than that of its maker" && failed=1; }
	set -- -i "$in" plain "$msc" -j \; -i "$in" count "$msc" --count -j
	if parallel --version 2>/dev/null | grep -q 'GNU parallel'; then
		parts="parallel -j2 --pipepart -a $in --block $(($(wc -c <"$in") / 2 + 1)) $msc --count -j 2>/dev/null | $msc --count -j"
		sh -c "$parts" >"$dir/out"
		$msc --count -j <"$in" | cmp -s - "$dir/out" || { echo "parallel gives another tally" && failed=1; }
		set -- "$@" \; parts sh -c "$parts"
	fi
	measure "$rounds" count "$@"
}

for work in $works; do
	case $work in
	errors) measure_lines errors $((mb * 60 / 250))M ;;
	responses | empty | log | stream) measure_lines "$work" "${mb}M" ;;
	*) measure_"$work" ;;
	esac
done
if [ -n "$BENCH_HUGE" ]; then
	for kind in responses log; do
		input $kind "${mb}M"
		measure 1 huge-$kind -t $((4000 / mb)) -i "$in" msc-err $msc -j \; -t $((4000 / mb)) -i "$in" -o $dir/out wc wc -l \; \
			-t 1 -i $dir/$kind-1M small $msc -j
	done
fi

awk -v mb="$mb" '
	function unit(us) {
		return us < 100000 ? sprintf("%7.2f ms", us / 1000) : sprintf("%7.3f s ", us / 1000000)
	}
	# compare(WORK, COMMAND, WHAT, PEER, ITS NAME, REACH): by the clock if little is read or two processes run
	function compare(work, mine, what, peer, name, reach,   a, b) {
		a = work ~ "count|lookup" ? time[work, mine] : cpu[work, mine]
		b = work ~ "count|lookup" ? time[work, peer] : cpu[work, peer]
		if (a > 0 && b > 0)
			printf "%-36s %s  %-14s %s  %6.3f  %6.3f  %s\n", what, unit(a), name, unit(b), a / b, reach, a / b <= reach ? "ok" : "MISSED"
	}
	BEGIN {
		FS = "\t"
		says["responses"] = mb " MB of responses, 2 % failures"
		says["empty"] = mb " MB of responses, codes empty"
		says["errors"] = mb * 60 / 250 " MB of failures"
		says["log"] = mb " MB of a log"
		says["stream"] = mb " MB of an event stream"
		says["object"] = "an object of " mb * 100 / 250 " MB, text"
		says["image"] = "an object of " mb * 100 / 250 " MB, image"
		says["object-error"] = "  and a failure behind it"
		says["error-inside"] = "  and a failure inside, at its end"
		says["huge-responses"] = "4 GB of responses, a pipe"
		says["huge-log"] = "4 GB of a log, a pipe"
	}
	{ time[$1, $2] = $3; peak[$1, $2] = $5; cpu[$1, $2] = $8 }
	END {
		printf "%-36s %10s  %-14s %10s  %6s  %6s\n", "work", "msc-err", "beside", "takes", "ratio", "reach"
		count = split("text json", forms, " ")
		for (i = 1; i <= count; i++) {
			compare("lookup", forms[i], "a lookup, " forms[i], "hello", "hello, world", 1.05)
			compare("lookup", forms[i], "", "errno", "errno EAGAIN", 1)
			compare("lookup", forms[i], "", "jq", "jq", 1 / 15)
			compare("lookup", forms[i] "-10000", "  with 10,000 rows", forms[i], "as it is", 1.1)
		}
		compare("responses", "msc-err", says["responses"], "grep", "grep -c", 1)
		compare("empty", "msc-err", says["empty"], "grep", "grep -c", 2)
		compare("errors", "msc-err", says["errors"] ", -j", "jq", "jq", 1 / 10)
		compare("errors", "count", "  --count", "jq", "jq", 1 / 20)
		compare("table", "10000", "  with 10,000 rows, -j", "41", "as it is", 2)
		compare("log", "msc-err", says["log"], "grep", "grep -cE", 1.5)
		compare("stream", "msc-err", says["stream"], "grep", "grep -c", 1.2)
		count = split("object image object-error error-inside", objects, " ")
		for (i = 1; i <= count; i++)
			compare(objects[i], "msc-err", says[objects[i]], "jq", "jq empty", 1 / 10)
		compare("count", "count", "a mixture, --count", "plain", "-j", 1.05)
		compare("count", "parts", "  two processes of parallel", "count", "one", 1 / 1.7)
		printf "\n%-36s %10s  %10s  %6s  %8s  %8s\n", "work", "msc-err", "wc -l", "times", "memory", "at 1 MB"
		count = split("responses empty errors log stream object image object-error error-inside huge-responses huge-log", works, " ")
		for (i = 1; i <= count; i++) {
			w = works[i]
			if (cpu[w, "msc-err"] == "" || cpu[w, "wc"] == 0)
				continue
			good = peak[w, "msc-err"] < 8192 && peak[w, "msc-err"] - peak[w, "small"] <= 1024
			printf "%-36s %s  %s  %6.1f  %5.1f MB  %5.1f MB  %s\n", says[w], unit(cpu[w, "msc-err"]), unit(cpu[w, "wc"]),
				cpu[w, "msc-err"] / cpu[w, "wc"], peak[w, "msc-err"] / 1024, peak[w, "small"] / 1024, good ? "ok" : "MISSED"
		}
	}
' $dir/results
echo
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | sort | uniq -c | sed 's/^ */processors: /'
${CC:-cc} --version | sed 1q
[ -n "$no_grep" ] || grep --version | sed 1q
[ -n "$no_jq" ] || jq --version
exit $failed
