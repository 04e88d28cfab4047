#!/bin/sh
# tests/docs.sh MSC_ERR: the program does what its documentation says.
#
# Runs the commands that README.md shows in ```console blocks, man/msc-err.1 in literal blocks of its EXAMPLES and --help
# under its Examples, in a folder with the files they name and with stand-ins for curl, ssh and the like. A command
# follows "$ ", its further lines "> ". What is shown under it must be what it prints; where nothing is shown, it may
# print anything but end with no status over 1. Then it compares what is documented with the program and its sources.

. "$(dirname "$0")/common.sh"
LC_ALL=C.UTF-8

if [ $# -ne 1 ]; then
	echo "usage: tests/docs.sh MSC_ERR" >&2
	exit 2
fi
readme=$root/README.md
manual=$root/man/msc-err.1
program msc-err "$1"
mkdir "$dir/work" "$dir/work/logs" "$dir/examples"

# ---- The files and programs that the examples name ----

cat >"$dir/answer.json" <<'END'
{
    "request_id": "54dc32fd-968b-4aed-b6a8-ae63d6fda4d5",
    "code": "InvalidApiKey",
    "message": "The API key in your request is invalid."
}
END

cp "$dir/answer.json" "$dir/work/answer.json"

cat >"$dir/stream" <<'END'
id:1
event:result
data:{"output":{"choices":[{"message":{"content":"Once"},"finish_reason":"null"}]},"request_id":"0a4b2c6d-1f3e-9a75-8c21-6d5e4f3a2b1c"}

id:2
event:error
:HTTP_STATUS/400
data:{"code":"DataInspectionFailed","message":"Output data may contain inappropriate content.","request_id":"0a4b2c6d-1f3e-9a75-8c21-6d5e4f3a2b1c"}

END

cat >"$dir/traceback" <<'END'
Traceback (most recent call last):
  File "app.py", line 9, in <module>
    answer = client.chat.completions.create(model="qwen3-8b", messages=messages)
openai.BadRequestError: Error code: 400 - {'error': {'code': 'invalid_parameter_error', 'param': None, 'message': 'parameter.enable_thinking must be set to false for non-streaming calls', 'type': 'invalid_request_error'}, 'id': 'chatcmpl-54dc32fd-968b-4aed-b6a8-ae63d6fda4d5', 'request_id': '54dc32fd-968b-4aed-b6a8-ae63d6fda4d5'}
END

# A log: a record a line, failures of several shapes among them.
awk 'BEGIN {
	for (i = 1; i <= 4000; i++) {
		time = sprintf("2026-11-23T02:%02d:%02dZ", i / 60 % 60, i % 60)
		if (i % 17 == 0)
			print time, "WARN call failed: Error code: 429 - {\047error\047: {\047message\047: \047You exceeded your current requests list.\047, \047type\047: \047limit_requests\047, \047param\047: None, \047code\047: \047limit_requests\047}, \047request_id\047: \047" i "-a\047}"
		else if (i % 89 == 0)
			print "{\"time\":\"" time "\",\"level\":\"error\",\"body\":{\"code\":\"DataInspectionFailed\",\"message\":\"Input data may contain inappropriate content.\",\"request_id\":\"" i "-b\"}}"
		else if (i % 211 == 0)
			print time, "ERROR answer was {\"code\":\"InternalError.Timeout\",\"message\":\"An internal timeout error has occured during execution, please try again later or contact service support.\",\"request_id\":\"" i "-c\"}"
		else if (i % 997 == 0)
			print time, "ERROR answer was {\"code\":\"Quota.Unheard.Of\",\"message\":\"Who knows.\",\"request_id\":\"" i "-d\"}"
		else
			print time, "INFO 200 OK qwen-plus", i * 7 % 900, "tokens"
	}
}' >"$dir/work/app.log"
head -n 1500 "$dir/work/app.log" >"$dir/work/logs/part-0"
tail -n +1501 "$dir/work/app.log" >"$dir/work/logs/part-1"
gzip -c "$dir/work/app.log" >"$dir/work/app.log.1.gz"
! have zstd || zstd -qc "$dir/work/app.log" >"$dir/work/app.log.2.zst"

# stand_in NAME: a program of that name, from standard input.
stand_in() {
	{
		printf '#!/bin/sh\ndir=%s\n' "$dir"
		cat
	} >"$dir/bin/$1"
	chmod +x "$dir/bin/$1"
}

# Each of these notes it if not all that it has to write is read.
cat >"$dir/bin/give" <<'END'
#!/bin/sh
# give COMMAND...: runs it, and notes that its output was not read to the end.
"$@" || echo "$*" >>"$dir/lost"
END
chmod +x "$dir/bin/give"
export dir
stand_in curl <<'END'
case $* in
*-sN*) give cat "$dir/stream" ;;
*-si*) printf 'HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\n\r\n'; give cat "$dir/answer.json" ;;
*) give cat "$dir/answer.json" ;;
esac
END
stand_in python3 <<'END'
give cat "$dir/traceback" >&2
exit 1
END
stand_in tail <<'END'
shift # -f: a log that has an end
give cat "$@"
END
stand_in zcat <<'END'
give gzip -dc "$@"
END
stand_in sleep </dev/null
# Another host, which is this one: ssh HOST -- COMMAND.
stand_in ssh <<'END'
shift
[ "$1" != -- ] || shift
exec sh -c "$*"
END
# Hadoop Streaming on one machine: a mapper for each file, its lines sorted into one reducer. Keys without a value are
# written with a tab behind them.
stand_in mapred <<'END'
while [ $# -gt 0 ]; do
	case $1 in
	-mapper) mapper=$2 ;;
	-reducer) reducer=$2 ;;
	-input) input=$2 ;;
	esac
	shift
done
tab=$(printf '\t')
for part in "$input"/*; do
	sh -c "$mapper" <"$part" || exit
done | sed "s/\$/$tab/" | sort | sh -c "$reducer"
END

# ---- The examples ----

# Writes the examples of a document: N.command, N.output and N.where.
write_examples='
	function end() {
		if (n) {
			close(file ".command")
			close(file ".output")
		}
		n = 0
	}
	function take(line) {
		if (line ~ /^\$ /) {
			end()
			n = NR
			file = sprintf("%s/%s-%04d", dir, name, NR)
			printf "%s:%d", name, NR >(file ".where")
			close(file ".where")
			printf "" >(file ".output")
			print substr(line, 3) >(file ".command")
			continues = 1
		} else if (n && continues && line ~ /^> /) {
			print substr(line, 3) >(file ".command")
		} else if (n) {
			continues = 0
			print line >(file ".output")
		}
	}'
awk -v dir="$dir/examples" -v name=README.md "$write_examples"'
	/^```console$/ { inside = 1; next }
	/^```/ { inside = 0; end() }
	inside { take($0) }' "$readme"
awk -v dir="$dir/examples" -v name=msc-err.1 "$write_examples"'
	/^\.Sh / { examples = $2 == "EXAMPLES" }
	/^\.Bd -literal/ { inside = examples; next }
	/^\.Ed/ { inside = 0; end() }
	inside {
		gsub(/\\-/, "-")
		gsub(/\\\(aq/, "\047")
		gsub(/\\&/, "")
		gsub(/\\e/, "\\")
		take($0)
	}' "$manual"
msc-err --help | awk -v dir="$dir/examples" -v name=--help "$write_examples"'
	inside { take("$ " substr($0, 3)) }
	/^Examples:/ { inside = 1 }'

gnu=$(gnu_parallel && echo yes)
# An example that both documents show is run once.
awk '
	function end() {
		gsub(/\\/, "", text)
		gsub(/[ \t]+/, " ", text)
		if (name != "" && (text in seen))
			print name
		seen[text]
		text = ""
	}
	FNR == 1 { end(); name = FILENAME }
	{ text = text " " $0 }
	END { end() }' "$dir"/examples/*.command | while read -r command; do
	[ -s "${command%.command}.output" ] || rm "$command"
done

# missing COMMAND: sets $why to what the command needs and this machine does not have.
missing() {
	why=
	for needed in parallel pv zcat zstdcat jq; do
		case " $1" in
		*[!a-z]parallel\ *) [ -n "$gnu" ] || [ $needed != parallel ] || why="no GNU parallel" ;;
		*[!a-z]$needed\ *) have $needed || why="no $needed" ;;
		esac
	done
	[ -n "$why" ]
}

# Run where the files are, with the variables that the examples use.
run_command() {
	# shellcheck disable=SC2034
	(
		cd "$dir/work" || exit 2
		url=https://example.com/api auth='Authorization: Bearer key' code=Throttling
		export url auth code
		limit sh "$1" </dev/null
	)
}

whole=$(msc-err --count -j -f "$dir/work/app.log")
for command in "$dir"/examples/*.command; do
	example=${command%.command}
	where=$(cat "$example.where")
	text=$(cat "$command")
	# moreutils has a program of that name, which must refuse and not count nothing.
	case $text in
	*parallel\ --*) ;;
	*parallel\ *) fail "$where: $text: no option that only GNU parallel takes" ;;
	esac
	if missing "$text"; then
		skip 1 "$why"
		continue
	fi
	# The tallies of many parts add up to that of the whole.
	sums=
	: >"$dir/errors"
	case $text in
	*'--count -j | msc-err --count')
		sums=yes
		printf '%s -j\n' "$text" >"$dir/command"
		command=$dir/command
		;;
	'mapred '*) sums=yes ;;
	esac
	if [ -n "$sums" ]; then # parallel may have something of its own to say
		run_command "$command" >"$dir/output" 2>"$dir/errors"
	else
		run_command "$command" >"$dir/output" 2>&1
	fi
	status=$?
	if [ $status -gt 1 ]; then
		fail "$where: $text: exit status $status"
		cat "$dir/errors" "$dir/output"
	elif [ -s "$example.output" ] && ! cmp -s "$example.output" "$dir/output"; then
		fail "$where: $text: prints something else"
		diff -u "$example.output" "$dir/output"
	elif [ -n "$sums" ] && [ "$(cat "$dir/output")" != "$whole" ]; then
		fail "$where: $text: is not the tally of the whole"
		cat "$dir/errors" "$dir/output"
	else
		pass
	fi
done
[ $((passed + skipped)) -ge 20 ] || fail "only $((passed + skipped)) examples were found"

# Once more with more than a pipe holds behind the first failure, which may be tried again: whatever an example does with
# it, all of it is read, and what is copied is whole.
cp "$dir/answer.json" "$dir/small"
cp "$dir/work/app.log" "$dir/log"
much() {
	awk -v line="$1" 'BEGIN { for (i = 0; i < 20000; i++) print line i "\"}}" }'
}
{
	echo '{"code":"Throttling.RateQuota","message":"Requests rate limit exceeded, please try again later.","request_id":"r"}'
	much '{"output":{"text":"A line of some length, as models write it: '
} >"$dir/answer.json"
{
	cat "$dir/stream"
	much 'data:{"output":{"text":"A line of some length, as models write it: '
} >"$dir/stream.large"
mv "$dir/stream.large" "$dir/stream"
{
	cat "$dir/traceback"
	much '{"output":{"text":"A line of some length, as models write it: '
} >"$dir/traceback.large"
mv "$dir/traceback.large" "$dir/traceback"
much '2026-11-23T03:00:00Z INFO {"output":{"text":"A line of some length, as models write it: ' >>"$dir/work/app.log"
gzip -c "$dir/work/app.log" >"$dir/work/app.log.1.gz"
large=0
for command in "$dir"/examples/*.command; do
	where=$(cat "${command%.command}.where")
	text=$(cat "$command")
	case $text in
	*parallel\ * | mapred\ *) continue ;;
	*'| msc-err'* | *"|${newline}"*msc-err*) ;;
	*) continue ;;
	esac
	missing "$text" && continue
	large=$((large + 1))
	rm -f "$dir/lost" "$dir/work/answer.json"
	run_command "$command" >"$dir/output" 2>"$dir/errors"
	status=$?
	check "$where: $text: with a large input: exit status over 1, bytes lost" "no " \
		"$([ $status -le 1 ] && echo no || echo yes) $(cat "$dir/lost" 2>/dev/null)"
	case $text in
	*'msc-err -t'*'>answer.json'*) try "$where: $text: the copy is complete" cmp "$dir/answer.json" "$dir/work/answer.json" ;;
	*'msc-err -t | sed'*)
		sed -n 's/^data: *//p' "$dir/stream" >"$dir/expected"
		try "$where: $text: the copy is complete" cmp "$dir/expected" "$dir/output"
		;;
	*'msc-err -t'*) fail "$where: $text: a copy that this test does not know" ;;
	esac
done
[ $large -ge 8 ] || fail "only $large examples were run with a large input"
cp "$dir/small" "$dir/work/answer.json"
cp "$dir/log" "$dir/work/app.log"
# What Spark's pipe() runs on each part, and then on all that came of it.
pipe=$(sed -n 's/^count = "\(.*\)"$/\1/p' "$manual" | sed 's/\\-/-/g; s/\\(aq/'\''/g')
for part in "$dir"/work/logs/*; do
	sh -c "$pipe" <"$part" || fail "msc-err.1: pipe(): exit status $?"
done >"$dir/tallies"
check "msc-err.1: pipe()" "$whole" "$(sh -c "$pipe" <"$dir/tallies")"
sh -c "$pipe" </dev/null >"$dir/output"
check "msc-err.1: pipe() of an empty part, exit status" 0 $?
check "msc-err.1: pipe() of an empty part" "" "$(cat "$dir/output")"

# ---- Options, fields, colors, variables: the documents name the same, and the program knows them ----

# Lines "--name -x", or "--name" where there is no letter.
in_manual=$(sed -n 's/^\.It Fl //p' "$manual" | sed 's/\\//g' | awk '{
	letter = $1 ~ /^-/ ? "" : " -" $1
	for (i = 1; i <= NF; i++)
		if ($i ~ /^-./)
			print "-" $i letter
}' | sort)
in_help=$(msc-err --help | sed -n 's/^  \(-.\), \(--[a-z-]*\).*/\2 \1/p; s/^      \(--[a-z-]*\).*/\1/p' | sort)
check "options of --help and msc-err.1" "$in_help" "$in_manual"
# An option that a text mentions is one; those after msc-err, or in quotes, are meant.
for option in $(sed -n 's/\\//g; s/^\.\(Op \)*Fl -\([a-z][a-z]*\).*/--\2/p' "$manual") \
	$(grep -oE '(msc-err [^|]*|`)--[a-z-]+' "$readme" | grep -oE -e '--[a-z-]+'); do
	if echo "$in_help" | grep -qE -e "^$option( |\$)"; then pass; else fail "$option is mentioned, but no option"; fi
done

fields=$(sed -n 's/.*\[FIELD_[A-Z_]*\] = {"\([a-z_]*\)".*/\1/p' "$root/src/answer.c" | sort)
check "fields of --help" "$fields" "$(msc-err --help | sed -n '/--output/,/--quiet/p' | sed '1d;$d' | grep -oE '[a-z_-]+' |
	grep -vxE 'of|errors|that|were|read|also|with|--count' | sort)"
# JSON has another name for one of them, which is understood as well.
fields=$({ echo "$fields" && echo retryable; } | sort)
check "fields of msc-err.1" "$fields" \
	"$(sed -n '/^\.Ss Fields/,/^\.S[sh] Tally/s/^\.It Cm //p' "$manual" | sed 's/ , /\n/g' | sort)"
for field in $fields; do
	case $field in
	count) found=$(msc-err --count -o "$field" -f "$dir/work/answer.json") ;;
	status | code | message | description | fix | retry | retryable | source) found=$(msc-err -o "$field" InvalidApiKey) ;;
	*) found=$(printf 'HTTP/1.1 401 Unauthorized\n\n%s\n' "$(cat "$dir/work/answer.json")" >"$dir/response" &&
		msc-err -o "$field" -f "$dir/response") ;;
	esac
	if [ -n "$found" ]; then pass; else fail "-o $field: prints nothing"; fi
done

check "--color of msc-err.1" "auto always never" \
	"$(sed -n '/^\.It Fl \\-color/,/^\.It Fl h/s/^\.Cm \([a-z]*\).*/\1/p' "$manual" | tr '\n' ' ' | sed 's/ $//')"
check "--color=always" "$(msc-err InvalidApiKey)" "$(msc-err --color=always InvalidApiKey | sed "s/$(printf '\033')\[[0-9]*m//g")"
check "ENVIRONMENT of msc-err.1" "$({
	echo POSIXLY_CORRECT
	sed -n 's/.*getenv("\([A-Z_]*\)").*/\1/p' "$root"/src/*.c
} | sort -u)" "$(sed -n 's/^\.It Ev //p' "$manual" | sort)"

# ---- Keys and exit statuses ----

# The keys of an object, in order, from a document that lists them and from the program.
keys() {
	grep -o '"[a-z_]*":' | tr -d '":' | tr '\n' ' '
}
row=$(sed -n '/^\.Ss JSON/,/^\.It match/s/^\.It \([a-z_]*\) Ta.*/\1/p' "$manual" | tr '\n' ' ')
check "JSON keys of a row" "$row" \
	"$(msc-err -j InvalidApiKey | keys)"
check "JSON keys of an error" "${row}match input $(
	sed -n '/^\.It input/,/^\.It alternatives/s/^\.It Cm //p' "$manual" | tr '\n' ' ')" \
	"$(msc-err -j -f "$dir/work/answer.json" | keys)"
check "JSON keys of a tally" "count ${row}input " \
	"$(msc-err -j --count -f "$dir/work/answer.json" | keys)"

# match VALUE RESPONSE
match() {
	check "match $1" "$1" "$(printf '%s\n' "$2" | msc-err -o match)"
	matches="$matches$1
"
}
matches=
match code '{"code":"limit_requests","message":"Slow down."}'
match related '{"code":"InternalError.Algo.InvalidParameter","message":"Range of top_p."}'
match message 'Failed to download the input file: https://example.com/a.png'
match status 'curl: (22) The requested URL returned error: 429'
match none '{"code":"No.Such.Code","message":"What?"}'
check "match values of msc-err.1" "$(printf %s "$matches")" \
	"$(sed -n '/^\.It match/,/^\.It input/s/^\.It Cm //p' "$manual")"

# status EXPECTED COMMAND
status() {
	sh -c "$2" <"$dir/work/answer.json" >"$dir/output" 2>&1
	check "$2: exit status" "$1" $?
}
status 0 'msc-err InvalidApiKey'
status 0 'msc-err'
status 1 'msc-err InvalidApiKey No.Such.Code'
status 1 'msc-err -qr'
status 1 'echo fine | msc-err'
status 2 'msc-err --no-such-option'
status 2 'msc-err -f /no/such/file'
status 2 'gzip -c | msc-err'

# ---- The documents themselves ----

if have mandoc; then
	# The pages that it refers to may be missing on this machine.
	check "mandoc -Tlint man/msc-err.1" "" "$(mandoc -Tlint "$manual" | grep -v 'referenced manual not found')"
else
	skip 1 "no mandoc"
fi
# Targets and files that are named are there.
grep -o 'make [a-z][a-z-]*' "$readme" | sed 's/make //; /^pkg-config$/d' | sort -u >"$dir/targets"
while read -r target; do
	if grep -qE "^([a-z/-]+ )*$target( [a-z/-]+)*:" "$root/Makefile" "$root"/*/*.mk; then pass; else fail "README.md: make $target: no such target"; fi
done <"$dir/targets"
grep -oE '(src|data|tests|man|\.ci)/[A-Za-z0-9_./*-]+' "$readme" | sed 's/[.,]$//' | sort -u >"$dir/files"
while read -r file; do
	# shellcheck disable=SC2086
	if (cd "$root" && ls -d $file >/dev/null 2>&1); then pass; else fail "README.md: $file: no such file"; fi
done <"$dir/files"

finish
