#!/bin/sh
# tests/docs.sh MSC_ERR: does what the documentation says.
#
# Runs the commands that README.md shows in ```console blocks, man/msc-err.1 in literal blocks of its EXAMPLES and --help
# under its Examples, in a folder with the files they name and with stand-ins for curl, ssh and the like. A command
# follows "$ ", its further lines "> ". What is shown under it must be what it prints; where nothing is shown, it may
# print anything but end with no status over 1. Then it compares what is documented with the program and its sources.

unset COLUMNS NO_COLOR POSIXLY_CORRECT
LC_ALL=C.UTF-8 TERM=xterm
export LC_ALL TERM

if [ $# -ne 1 ]; then
	echo "usage: tests/docs.sh MSC_ERR" >&2
	exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
msc_err=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
readme=$root/README.md
manual=$root/man/msc-err.1
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$dir/bin" "$dir/work" "$dir/work/logs" "$dir/examples" "$dir/home"
ln -s "$msc_err" "$dir/bin/msc-err"
PATH=$dir/bin:$PATH
HOME=$dir/home
export PATH HOME

passed=0
failed=0
skipped=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	printf '%s\n' "$*"
}

# same NAME EXPECTED ACTUAL
same() {
	if [ "$2" = "$3" ]; then
		pass
	else
		fail "$1: expected:
$2
$1: found:
$3"
	fi
}

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
    answer = client.chat.completions.create(model="qwen-plus", messages=messages)
openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}, 'request_id': '54dc32fd-968b-4aed-b6a8-ae63d6fda4d5'}
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
if command -v zstd >/dev/null; then
	zstd -qc "$dir/work/app.log" >"$dir/work/app.log.2.zst"
fi

# stand_in NAME: a program of that name, from standard input.
stand_in() {
	{
		printf '#!/bin/sh\ndir=%s\n' "$dir"
		cat
	} >"$dir/bin/$1"
	chmod +x "$dir/bin/$1"
}

stand_in curl <<'END'
case $* in
*-sN*) cat "$dir/stream" ;;
*-si*) printf 'HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\n\r\n'; cat "$dir/answer.json" ;;
*) cat "$dir/answer.json" ;;
esac
END
stand_in python3 <<'END'
cat "$dir/traceback" >&2
exit 1
END
stand_in tail <<'END'
shift # -f: a log that has an end
exec cat "$@"
END
stand_in sleep </dev/null
# Another host, which is this one: ssh HOST -- COMMAND.
stand_in ssh <<'END'
shift
[ "$1" != -- ] || shift
SHELL=/bin/sh exec sh -c "$*"
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
"$msc_err" --help | awk -v dir="$dir/examples" -v name=--help "$write_examples"'
	inside { take("$ " substr($0, 3)) }
	/^Examples:/ { inside = 1 }'

# The programs that a command needs and this machine may not have.
missing() {
	for program in parallel pv zstdcat jq; do
		if grep -qw "$program" "$1" && ! command -v "$program" >/dev/null; then
			return 0
		fi
	done
	return 1
}

# Run where the files are, with the variables that the examples use.
run_command() {
	# shellcheck disable=SC2034
	(
		cd "$dir/work" || exit 2
		url=https://example.com/api auth='Authorization: Bearer key' code=Throttling
		export url auth code
		exec sh "$1" </dev/null
	)
}

whole=$(msc-err --count -j -f "$dir/work/app.log")
for command in "$dir"/examples/*.command; do
	example=${command%.command}
	where=$(cat "$example.where")
	if missing "$command"; then
		skipped=$((skipped + 1))
		continue
	fi
	# Many parts, counted and added up, give what one run gives.
	sums=
	: >"$dir/errors"
	case $(tr -s '[:space:]' ' ' <"$command") in
	*'--count -j | msc-err --count ')
		sums=yes
		printf '%s -j\n' "$(cat "$command")" >"$dir/command"
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
		fail "$where: $(cat "$command"): exit status $status"
		cat "$dir/errors" "$dir/output"
	elif [ -s "$example.output" ] && ! cmp -s "$example.output" "$dir/output"; then
		fail "$where: $(cat "$command"): prints something else"
		diff -u "$example.output" "$dir/output"
	elif [ -n "$sums" ] && [ "$(cat "$dir/output")" != "$whole" ]; then
		fail "$where: $(cat "$command"): is not the tally of the whole"
		cat "$dir/errors" "$dir/output"
	else
		pass
	fi
done
examples=$passed
[ "$examples" -ge 20 ] || fail "only $examples examples were found"

# What Spark's pipe() runs on each part, and then on all that came of it.
pipe=$(sed -n 's/^count = "\(.*\)"$/\1/p' "$manual" | sed 's/\\-/-/g; s/\\(aq/'\''/g')
for part in "$dir"/work/logs/*; do
	sh -c "$pipe" <"$part" || fail "msc-err.1: pipe(): exit status $?"
done >"$dir/tallies"
same "msc-err.1: pipe()" "$whole" "$(sh -c "$pipe" <"$dir/tallies")"
sh -c "$pipe" </dev/null >"$dir/output"
same "msc-err.1: pipe() of an empty part, exit status" 0 $?
same "msc-err.1: pipe() of an empty part" "" "$(cat "$dir/output")"

# Any cut at a line end gives the same sum.
for cut in 0 1 16 17 18 1000 3999; do
	same "cut at line $cut" "$whole" "$({
		head -n $cut "$dir/work/app.log" | msc-err --count -j
		sed "1,${cut}d" "$dir/work/app.log" | if [ $cut -gt 0 ]; then msc-err --count -j; else msc-err --count -j -f "$dir/work/app.log"; fi
	} | msc-err --count -j)"
done

# ---- Options, fields, colors, variables, limits: the documents and the sources name the same ----

options=$root/src/options.c
# Lines "--name -x", or "--name" where there is no letter.
in_source=$(sed -n 's/^	{"\([a-z-]*\)", [a-z]*_argument, NULL, \([^}]*\)},$/--\1 \2/p' "$options" |
	sed "s/ '\(.\)'\$/ -\1/; s/ OPTION_.*//" | sort)
in_manual=$(sed -n 's/^\.It Fl //p' "$manual" | sed 's/\\//g' | awk '{
	letter = $1 ~ /^-/ ? "" : " -" $1
	for (i = 1; i <= NF; i++)
		if ($i ~ /^-./)
			print "-" $i letter
}' | sort)
in_help=$("$msc_err" --help | sed -n 's/^  \(-.\), \(--[a-z-]*\).*/\2 \1/p; s/^      \(--[a-z-]*\).*/\1/p' | sort)
[ -n "$in_source" ] || fail "src/options.c: no options found"
same "options of msc-err.1" "$in_source" "$in_manual"
same "options of --help" "$in_source" "$in_help"
# An option that a text mentions is one; those after msc-err, or in quotes, are meant.
for option in $(sed -n 's/\\//g; s/^\.\(Op \)*Fl -\([a-z][a-z]*\).*/--\2/p' "$manual") \
	$(grep -oE '(msc-err [^|]*|`)--[a-z-]+' "$readme" | grep -oE -e '--[a-z-]+'); do
	if echo "$in_source" | grep -qE -e "^$option( |\$)"; then pass; else fail "$option is mentioned, but no option"; fi
done

names_of() {
	sed -n "/$1\[/,/^};/s/^	\[$2.*\] = \"\(.*\)\",/\1/p" "$options"
}
fields=$(names_of field_names FIELD)
[ -n "$fields" ] || fail "src/options.c: no fields found"
same "fields of msc-err.1" "$(echo "$fields" | sort)" \
	"$(sed -n '/^\.Ss Fields/,/^\.S[sh] Tally/s/^\.It Cm //p' "$manual" | sed 's/ , /\n/g' | sort)"
same "fields of --help" "$(echo "$fields" | sort)" \
	"$(msc-err --help | sed -n '/--output/,/--quiet/p' | sed '1d;$d' | grep -oE '[a-z_-]+' |
		grep -vxE 'of|responses|also|with|--count' | sort)"
for field in $fields; do
	case $field in
	count) found=$(msc-err --count -o "$field" -f "$dir/work/answer.json") ;;
	status | code | message | description | retry) found=$(msc-err -o "$field" InvalidApiKey) ;;
	*) found=$(printf 'HTTP/1.1 401 Unauthorized\n\n%s\n' "$(cat "$dir/work/answer.json")" >"$dir/response" &&
		msc-err -o "$field" -f "$dir/response") ;;
	esac
	if [ -n "$found" ]; then pass; else fail "-o $field: prints nothing"; fi
done

escape=$(printf '\033')
same "--color of msc-err.1" "$(names_of color_names COLOR)" \
	"$(sed -n '/^\.It Fl \\-color/,/^\.It Fl h/s/^\.Cm //p' "$manual")"
for color in $(names_of color_names COLOR); do
	case $color$(msc-err --color="$color" InvalidApiKey) in
	always*"$escape"* | auto401* | never401*) pass ;;
	*) fail "--color=$color: not as documented" ;;
	esac
	case $(msc-err --help) in
	*"$color"*) pass ;;
	*) fail "--color=$color: not in --help" ;;
	esac
done

same "ENVIRONMENT of msc-err.1" "$({
	echo POSIXLY_CORRECT
	sed -n 's/.*getenv("\([A-Z_]*\)").*/\1/p' "$root"/src/*.c
} | sort -u)" "$(sed -n 's/^\.It Ev //p' "$manual" | sort)"

# limit NAME: the number that the sources give to it must stand among the limits of the manual.
sed -n '/^\.Sh BUGS/,/^\.Sh SECURITY/p' "$manual" >"$dir/limits"
limit() {
	value=$(sed -n "s/.*[	 {]$1 = \([0-9 *]*\)[, ].*/\1/p" "$root"/src/*.[ch] | head -n 1)
	[ -n "$value" ] || {
		fail "$1: not in the sources"
		return
	}
	number=$(echo "$value" | awk -F ' *[*] *' '{ n = 1; for (i = 1; i <= NF; i++) n *= $i; print n }')
	[ $((number % 1024)) -ne 0 ] || number="$((number / 1024)) KiB"
	if tr '\n' ' ' <"$dir/limits" | grep -qw -e "$number"; then
		pass
	else
		fail "msc-err.1: BUGS does not say that $1 is $number"
	fi
}
for name in SHORT_INPUT FAILURE_MESSAGE FAILURE_CODE FAILURE_ID INPUT_SIZE GROUP_DEPTH LEVELS UNESCAPED STRING_LINES \
	STRANGERS_MOST FILTERS_MOST FIELDS_MOST; do
	limit "$name"
done

# ---- Keys and exit statuses ----

# The keys of an object, in order, from a document that lists them and from the program.
keys() {
	grep -o '"[a-z_]*":' | tr -d '":' | tr '\n' ' '
}
same "JSON keys of a row" "$(sed -n '/^\.Ss JSON/,/^\.It match/s/^\.It \([a-z_]*\) Ta.*/\1/p' "$manual" | tr '\n' ' ')" \
	"$(msc-err -j InvalidApiKey | keys)"
same "JSON keys of an error" "status code message description retryable match input $(
	sed -n '/^\.It input/,/^\.It alternatives/s/^\.It Cm //p' "$manual" | tr '\n' ' ')" \
	"$(msc-err -j -f "$dir/work/answer.json" | keys)"
same "JSON keys of a tally" "count status code message description retryable input " \
	"$(msc-err -j --count -f "$dir/work/answer.json" | keys)"

# match VALUE RESPONSE
match() {
	same "match $1" "$1" "$(printf '%s\n' "$2" | msc-err -o match)"
	matches="$matches$1
"
}
matches=
match code '{"code":"limit_requests","message":"Slow down."}'
match related '{"code":"InternalError.Algo.InvalidParameter","message":"Range of top_p."}'
match message 'Failed to download the input file: https://example.com/a.png'
match status 'curl: (22) The requested URL returned error: 429'
match none '{"code":"No.Such.Code","message":"What?"}'
same "match values of msc-err.1" "$(printf %s "$matches")" \
	"$(sed -n '/^\.It match/,/^\.It input/s/^\.It Cm //p' "$manual")"

# status EXPECTED COMMAND
status() {
	sh -c "$2" <"$dir/work/answer.json" >"$dir/output" 2>&1
	same "$2: exit status" "$1" $?
}
status 0 'msc-err InvalidApiKey'
status 0 'msc-err'
status 0 'msc-err "{\"code\":\"No.Such.Code\",\"message\":\"What?\"}"'
status 0 'msc-err --help'
status 0 'msc-err --version'
status 1 'msc-err InvalidApiKey No.Such.Code'
status 1 'msc-err -qr'
status 1 'echo fine | msc-err'
status 2 'msc-err --no-such-option'
status 2 'msc-err -f /no/such/file'
status 2 'msc-err InvalidApiKey >/dev/full'
status 2 'head -c 300000 /dev/zero | tr "\0" "x" | { cat; echo; echo "{\"code\":\"Throttling\",\"message\":\"\"}"; } | msc-err'
status 2 'gzip -c | msc-err'

# ---- The documents themselves ----

if command -v mandoc >/dev/null; then
	# A page that is not installed on this machine is none of this test's business.
	same "mandoc -Tlint man/msc-err.1" "" "$(mandoc -Tlint "$manual" | grep -v 'referenced manual not found')"
else
	skipped=$((skipped + 1))
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

if [ $skipped -gt 0 ]; then
	echo "docs: $passed passed, $failed failed, $skipped skipped"
else
	echo "docs: $passed passed, $failed failed"
fi
[ $failed -eq 0 ]
