#!/bin/sh
# tests/bench.sh, for `make bench`: how long msc-err takes beside the programs that one would take instead, and how much
# memory. Everything in turn and in one run; times are medians. What it reads is made under build/bench, once.
#
#	BENCH_MB=250       the size of the larger inputs
#	BENCH_ROUNDS=7     how often each is read
#	BENCH_LOOKUPS=2000 how often is looked up
#	BENCH_HUGE=1       also 4 GB through a pipe

cd "$(dirname "$0")/.." || exit 2
dir=build/bench
msc=build/msc-err
measure=$dir/measure
mb=${BENCH_MB:-250}
rounds=${BENCH_ROUNDS:-7}
lookups=${BENCH_LOOKUPS:-2000}
jq_part=10 # jq reads a tenth of what has lines, and its time is taken ten times

have() { command -v "$1" >/dev/null; }
for peer in grep jq errno; do
	have $peer || echo "$peer is missing: its rows are left out"
done

# input NAME KIND SIZE
input() {
	[ -s "$dir/$1" ] && return
	$dir/generate "$2" "$3" >"$dir/$1.part" && mv "$dir/$1.part" "$dir/$1" || exit 2
}
echo "making the input..." >&2
for kind in responses errors log stream object image object-error error-inside; do
	case $kind in
	errors) size=$((mb * 60 / 250)) ;;
	responses | log | stream) size=$mb ;;
	*) size=$((mb * 100 / 250)) ;;
	esac
	input "$kind-$mb" $kind "${size}M"
	input $kind-1 $kind 1M
	cat "$dir/$kind-$mb" >/dev/null # into the page cache
done
for kind in responses errors; do
	in=$dir/$kind-$mb
	[ -s "$in-part" ] || head -c $(($(wc -c <"$in") / jq_part)) "$in" | sed '$d' >"$in-part"
done
$msc -lj >$dir/rows
! have jq || jq -s 'INDEX(.code)' $dir/rows >$dir/table.json

# shellcheck disable=SC2016 # jq's own variables
# What jq does where msc-err reads responses: select the errors and join them with the table.
join='(.error? // .response.body.error? // .header? // .output? // .) as $e
	| ((.code? | select(. != "")) // $e.code? // $e.error_code? // $e.type?) as $c
	| select($c | type == "string" and . != "")
	| {row: $table[0][$c], status: .status_code?, code: $c, message: ($e.message? // $e.error_message?), request_id: .request_id?}'

: >$dir/results
# run WORK COMMAND...: measures; each result line gets WORK before it.
run() {
	work=$1
	shift
	echo "$work..." >&2
	$measure "$@" | sed "s/^/$work	/" >>$dir/results
}

code=Throttling.RateQuota
set -- hello $dir/hello \; text $msc $code \; json $msc -j $code \; \
	text-10000 $dir/msc-err Kind142.Member1000 \; json-10000 $dir/msc-err -j Kind142.Member1000
! have errno || set -- "$@" \; errno errno EAGAIN
# shellcheck disable=SC2016
! have jq || set -- "$@" \; -e 50 jq jq --arg code $code '.[$code]' $dir/table.json
run lookup "$lookups" "$@"

for kind in responses errors log stream; do
	in=$dir/$kind-$mb
	pattern='"code"'
	[ $kind = log ] && pattern='code|<[0-9]{3}>'
	set -- -i "$in" msc-err $msc -j \; -i "$in" -o $dir/out wc wc -l \; -i $dir/$kind-1 small $msc -j
	! have grep || set -- "$@" \; -i "$in" -o $dir/out grep grep -cE "$pattern"
	if have jq && [ -e "$in-part" ]; then
		set -- "$@" \; -i "$in-part" -e 3 jq jq -c --slurpfile table $dir/table.json "$join"
	fi
	run $kind "$rounds" "$@"
done

for kind in object image object-error error-inside; do
	in=$dir/$kind-$mb
	set -- -i "$in" msc-err $msc -j \; -i "$in" -o $dir/out wc wc -l \; -i $dir/$kind-1 small $msc -j
	! have jq || set -- "$@" \; -i "$in" -e 3 jq jq empty
	run $kind "$rounds" "$@"
	# The right answer: no error, or the one.
	found=$($msc -o input_code <"$in")
	case $kind in
	object-error) right=Throttling.RateQuota ;;
	error-inside) right=InvalidParameter ;;
	*) right= ;;
	esac
	[ "$found" = "$right" ] || echo "$kind: found '$found' instead of '$right'"
done

if [ -n "$BENCH_HUGE" ]; then
	times=$((4000 / mb))
	for kind in responses log; do
		run huge-$kind 1 -t $times -i "$dir/$kind-$mb" msc-err $msc -j \; -t $times -i "$dir/$kind-$mb" -o $dir/out wc wc -l \; \
			-t 1 -i $dir/$kind-1 small $msc -j
	done
fi

awk -v mb="$mb" -v part=$jq_part '
	function unit(us) {
		return us < 100000 ? sprintf("%7.2f ms", us / 1000) : sprintf("%7.3f s ", us / 1000000)
	}
	function compare(work, mine, what, peer, reach,   a, b, ratio) {
		a = time[work, mine]
		b = time[work, peer]
		if (b == "")
			return
		if (peer == "jq" && (work == "responses" || work == "errors"))
			b *= part
		ratio = a / b
		printf "%-34s %s  %-18s %s  %6.3f  %6.3f  %s\n", what, unit(a), name[peer], unit(b), ratio, reach, ratio <= reach ? "ok" : "MISSED"
	}
	BEGIN {
		FS = "\t"
		name["hello"] = "hello, world"
		name["errno"] = "errno EAGAIN"
		name["jq"] = "jq"
		name["grep"] = "grep -c"
		name["text"] = name["json"] = "41 rows"
		small = mb * 60 / 250
		long = mb * 100 / 250
		says["responses"] = mb " MB of responses"
		says["errors"] = small " MB of errors"
		says["log"] = mb " MB of a log"
		says["stream"] = mb " MB of an event stream"
		says["object"] = "an object of " long " MB, text"
		says["image"] = "an object of " long " MB, image"
		says["object-error"] = "  and an error after it"
		says["error-inside"] = "  and an error inside, behind it"
		says["huge-responses"] = "4 GB of responses, a pipe"
		says["huge-log"] = "4 GB of a log, a pipe"
	}
	{ time[$1, $2] = $3; peak[$1, $2] = $5 }
	END {
		printf "%-34s %10s  %-18s %10s  %6s  %6s\n", "work", "msc-err", "beside", "takes", "ratio", "reach"
		compare("lookup", "text", "a lookup, text", "hello", 1.05)
		compare("lookup", "text", "", "errno", 1)
		compare("lookup", "text", "", "jq", 1 / 15)
		compare("lookup", "json", "a lookup, JSON", "hello", 1.05)
		compare("lookup", "json", "", "errno", 1)
		compare("lookup", "json", "", "jq", 1 / 15)
		compare("lookup", "text-10000", "10,000 rows, text", "text", 1.1)
		compare("lookup", "json-10000", "10,000 rows, JSON", "json", 1.1)
		compare("responses", "msc-err", says["responses"], "grep", 1)
		compare("responses", "msc-err", "", "jq", 1 / 20)
		compare("errors", "msc-err", says["errors"], "grep", 5)
		compare("errors", "msc-err", "", "jq", 1 / 20)
		compare("log", "msc-err", says["log"], "grep", 2)
		compare("stream", "msc-err", says["stream"], "grep", 1.5)
		split("object image object-error error-inside", objects, " ")
		for (i = 1; i <= 4; i++)
			compare(objects[i], "msc-err", says[objects[i]], "jq", 1 / 10)
		print "(jq reads a tenth of the responses and of the errors; its time is taken ten times.)"
		printf "\n%-34s %10s  %10s  %6s  %8s  %8s\n", "work", "msc-err", "wc -l", "times", "memory", "at 1 MB"
		count = split("responses errors log stream object image object-error error-inside huge-responses huge-log", works, " ")
		for (i = 1; i <= count; i++) {
			w = works[i]
			if (time[w, "msc-err"] == "")
				continue
			good = peak[w, "msc-err"] < 8192 && peak[w, "msc-err"] - peak[w, "small"] <= 1024
			printf "%-34s %s  %s  %6.1f  %5.1f MB  %5.1f MB  %s\n", says[w], unit(time[w, "msc-err"]), unit(time[w, "wc"]),
				time[w, "msc-err"] / time[w, "wc"], peak[w, "msc-err"] / 1024, peak[w, "small"] / 1024, good ? "ok" : "MISSED"
		}
	}
' $dir/results
echo
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | sort | uniq -c | sed 's/^ */processors: /'
${CC:-cc} --version | sed 1q
! have grep || grep --version | sed 1q
! have jq || jq --version
