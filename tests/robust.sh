#!/bin/sh
# tests/robust.sh [--all] MSC_ERR FAULTS.so: hostile input, a broken system and an odd environment do no harm.
#
# --all: with inputs as large as they come, and each fault in each way of using the program. VALGRIND is put before
# each command line. Tests that need a missing tool are skipped and counted.

. "$(dirname "$0")/common.sh"

all=
if [ "$1" = --all ]; then
	all=yes
	shift
fi
if [ $# -ne 2 ]; then
	echo "usage: tests/robust.sh [--all] MSC_ERR FAULTS.so" >&2
	exit 2
fi
program msc-err "$1"
program faults.so "$2"
program=$dir/bin/msc-err
faults=$dir/bin/faults.so
mkdir "$dir/work" && cd "$dir/work" || exit 2

record='{"code":"Throttling","message":"m","request_id":"r"}'
another='{"code":"Throttling","message":"m","request_id":"s"}'
printf '{"code":"InvalidApiKey","message":"Invalid API-key provided."}\n' >known
printf '{"code":"Ticket.Not.Punched","message":"Punch it."}\n' >unknown
# Of several kinds: a line each, an event, data in data.
{
	printf '{"code":"%s","message":"m"}\n' RewriteFailed SystemError
	printf 'id:1\nevent:error\n:HTTP_STATUS/400\ndata:{"code":"InvalidParameter","message":"m","request_id":"i-1"}\n\n'
	printf '%s\n' '{"detail":"upstream said {\"code\":\"ModelServiceFailed\",\"message\":\"m\"}"}'
} >several

msc_err() {
	# shellcheck disable=SC2086 # words
	$VALGRIND "$program" "$@"
}

# result ARGUMENT...: runs it; what it prints is in out and err, the whole of it in $result: "STATUS|out|err".
result() {
	msc_err "$@" >out 2>err
	result="$?|$(cat out)|$(cat err)"
}

# ---- Bounds: whatever comes, in 64 MB and in time linear in it; what comes after it is read.

# Sanitizers and valgrind need more memory than that, valgrind more time. The time is that of the processor.
limit=:
# shellcheck disable=SC3045 # it is there, or there is no limit
if [ -z "$VALGRIND" ] && (ulimit -t 10 && "$program" --version) >/dev/null 2>&1; then
	limit="ulimit -t $([ -n "$all" ] && echo 60 || echo 10)"
fi
# shellcheck disable=SC3045
if [ -z "$VALGRIND" ] && (ulimit -v 65536 && "$program" --version) >/dev/null 2>&1; then
	limit="$limit; ulimit -v 65536"
else
	skip 1 "no memory limit"
fi

# bound NAME STATUS COMPLAINT COMMAND: a record behind the output of COMMAND is found, and COMPLAINT is the only message.
# Work that is linear takes no longer than the limit.
bound() {
	{
		eval "$4"
		printf '\n%s\n' "$record"
	} | (
		eval "$limit"
		# shellcheck disable=SC2086 # words
		limit $VALGRIND "$program" -o code,request_id -
	) >out 2>err
	check "$1" "$2|Throttling${tab}r|$3" "$?|$(tail -n 1 out)|$(sed 's/^msc-err: standard input: //' err)"
}

# many COUNT TEXT: TEXT, COUNT times.
many() {
	yes "$2" | head -n "$1" | tr -d '\n'
}

minute=
m=300000 bytes=3000000
[ -z "$all" ] || m=1000000 bytes=1000000000
long='line 1: skipped: line too long'
deep='line 1: skipped: nested too deep'
bound "a line that does not end" 2 "$long" "head -c $bytes /dev/zero | tr '\\0' x"
bound "a million [ in an error" 2 "$deep" "printf '{\"error\":'; many $m '['"
bound "a million \\" 0 '' "printf '{\"message\":\"'; many $m '\\\\'; printf '\"}'"
bound "a million lines of data" 0 '' "yes '{\"output\":{\"text\":\"t\"}}' | head -n $((m / 4))"
bound "a long string" 0 '' "printf '{\"text\":\"'; head -c $((bytes / 10)) /dev/zero | tr '\\0' x; printf '\"}'"
bound "lines of fields" 0 '' "yes 'code: x' | head -n 400000"
bound "words that could begin fields" 0 '' "many 20000 'code=x '"
bound "messages that do not end" 0 '' "many 9000 \"code: message:'\"; echo; many 9000 '\"code\":null,message:'"
bound "words in a word" 0 '' "many 50000 code; printf '=200 x'; echo; yes x | head -n 99"
bound "escapes in escapes" 0 '' "printf '{\"log\":\"'; many 20000 '{\\\\\"log\\\\\":\\\\\"'; printf '\"}'"
# tests/hostile.c has more of them, and measures what each costs.
if [ -n "$all" ]; then
	bound "NULs" 2 "$long" "head -c $bytes /dev/zero"
	bound "a million {\"error\":" 2 "$deep" "many $m '{\"error\":'"
	bound "a million \"" 2 "$long" "many $m '\"'"
	bound "a million lines" 0 '' "yes '' | head -n $((10 * m))"
	bound "a long string that does not end" 0 '' "printf '{\"text\":\"'; head -c $((bytes / 10)) /dev/zero | tr '\\0' x"
	bound "a long list" 0 '' "printf '{\"embedding\":['; many $m 0.5,; printf '1]}'"
	bound "a long list of errors" 0 '' "printf '{\"errors\":['; many $m '{\"code\":\"X\"},'; printf '{}]}'"
	bound "a long number of an error" 0 '' "printf '{\"code\":\"Flow\",\"status\":'; many $m 1; printf '}'"
fi
check "skipped records are reported with their lines" \
	"2|Throttling|msc-err: standard input: line 2: skipped: line too long${newline}msc-err: standard input: line 4: skipped: line too long" \
	"$({
		printf 'x\n'
		head -c 300000 /dev/zero | tr '\0' x
		printf '\n%s\n' "$record"
		head -c 300000 /dev/zero | tr '\0' y
	} | {
		result -o code -
		echo "$result"
	})"

check "lines that are not too long are read, however many wait for what follows" \
	"0|InvalidApiKey${newline}Arrearage|" \
	"$({
		printf 'code: Throttling.RateQuota\na: '
		head -c 150000 /dev/zero | tr '\0' x
		printf '\nError code: 401 - InvalidApiKey: '
		head -c 150000 /dev/zero | tr '\0' y
		printf '\nError code: 400 - Arrearage: overdue\n'
	} | {
		result -o code -
		echo "$result"
	})"

# Data of a line that is longer than what is looked at together, wherever the limit falls.
set -- 32764 32767
[ -z "$all" ] || set -- 32760 32761 32762 32763 32764 32765 32766 32767 32768 32769
for n; do
	{
		printf '['
		many "$n" '{"a":1},'
		printf '%s]\n' "$record"
	} | msc_err -o code - >out 2>&1
	check "an array of $n objects on a line" "0 Throttling" "$? $(cat out)"
done

# A line as long as the room, one shorter, one longer; what comes behind it is read.
for n in 262143 262144 262145; do
	many $n x >long
	result -f long
	check "a text of $n bytes" "$([ $n -gt 262144 ] && echo "2||msc-err: long: line 1: skipped: line too long" || echo '1||')" "$result"
	start='{"code":"Throttling","message":"m","x":"'
	printf '%s%s}\nError code: 401 - InvalidApiKey: bad key\n' "$start" "$(many $((n - ${#start} - 1)) x)" >long
	result -o code -f long
	check "a string of a line of $n bytes that does not end" "0|Throttling${newline}InvalidApiKey|" "$result"
done
# A colour that the end of the room cuts is dropped as any other.
set -- 262139
[ -z "$all" ] || set -- 262134 262137 262138 262139 262140 262142 262143
for n; do
	start='{"code":"Throttling","x":"' end='","message":"'
	printf '%s%s%s\033[1;31mred\033[0m"}\n' "$start" "$(many $((n - ${#start} - ${#end})) x)" "$end" >long
	msc_err -o input_message -f long >out 2>&1
	check "a colour at byte $n" "red" "$(cat out)"
done

# Data that is nested too deep is reported if it may hold a failure, whatever is read with it.
for inside in 1 '{"code":null}' '{"code":"Throttling"}'; do
	{
		many 70 '{"a":'
		printf '%s' "$inside"
		many 70 '}'
		echo
	} >deep
	expected=$([ "${inside#*Thr}" = "$inside" ] && echo '1||' || echo '2||msc-err: standard input: line 1: skipped: nested too deep')
	result - <deep
	check "deep: $inside" "$expected" "$result"
	{
		cat deep
		yes x | head -n 60
	} >deeper
	result - <deeper
	check "deep, and lines: $inside" "$expected" "$result"
done

# However much stands before it, an error is read.
{
	printf '{"results":['
	many 2000 '{"status":"ok","request_id":"0123456789abcdef0123456789abcdef"},'
	printf '{}],"code":"Throttling","message":"m"}\n'
} >large
result -o code -f large
check "an error behind many items" "0|Throttling|" "$result"
sed 's/,"code".*/}/' large >larger
result -f larger
check "no error behind many items" "1||" "$result"
{
	printf 'x {\\"text\\":\\"'
	many 20000 w
	printf '\\",\\"code\\":\\"Throttling\\"}\n'
} >large
result -o code -f large
check "an error behind escaped text" "0|Throttling|" "$result"

# The end of the room changes nothing behind data, whatever it cuts.
long_word=$(many 9000 w)
set -- 1000 253000
[ -z "$VALGRIND" ] || set -- 253000
for at; do
	for record_at in "{\\\"text\\\":\\\"$long_word\\\",\\\"code\\\":\\\"Throttling\\\",\\\"request_id\\\":\\\"r\\\"}" \
		"error text=\"$long_word\" code=Throttling message=m request_id=r;"; do
		{
			printf '{"a":1}'
			many "$at" ' '
			printf '%s' "$record_at"
			many 3000 ' {"b":2}'
			echo
		} >room
		result -o code -f room
		check "a record of another form at byte $at" "0|Throttling|" "$result"
	done
done

# A long line is read in whole where it is data.
printf '{"text":"%s","code":"Throttling","message":"m"}\n' "$(many 300000 x)" >long
result -o code -f long
check "an error behind a long string" "0|Throttling|" "$result"
printf '{"code":"Throttling","message":"%s"}\n' "$(many 300000 x)" >long
result -j -f long
check "a long message is printed" "0 1" "${result%%|*} $(wc -l <out | tr -d ' ')"
[ "$(wc -c <out)" -lt 10000 ]
check "a long message is cut short" 0 $?

# unknown_codes COUNT: as many failures with different codes that no row has.
unknown_codes() {
	awk -v count="$1" 'BEGIN { for (i = 1; i <= count; i++) printf "{\"code\":\"Unknown.%d\",\"message\":\"m\"}\n", i }'
}

# encoded NAME BYTES ENCODING READER
encoded() {
	# shellcheck disable=SC2059 # a format
	printf "$2" >encoded
	result -f encoded
	check "$1" "2||msc-err: encoded: $3; to read it: $4 encoded | msc-err" "$result"
}
encoded "UTF-16, marked" '\377\376{\000"\000c\000' UTF-16 'iconv -f UTF-16 -t UTF-8'
encoded "UTF-16, the high byte first, marked" '\376\377\000{\000"\000c' UTF-16 'iconv -f UTF-16 -t UTF-8'
encoded "UTF-16" '{\000"\000c\000' UTF-16 'iconv -f UTF-16LE -t UTF-8'
encoded "UTF-16, the high byte first" '\000{\000"\000c' UTF-16 'iconv -f UTF-16BE -t UTF-8'
encoded "UTF-32, marked" '\377\376\000\000{\000\000\000' UTF-32 'iconv -f UTF-32 -t UTF-8'
encoded "UTF-32, the high byte first, marked" '\000\000\376\377\000\000\000{' UTF-32 'iconv -f UTF-32 -t UTF-8'
encoded "zstd" '\050\265\057\375\004\000' 'compressed with zstd' zstdcat
encoded "xz" '\3757zXZ\000\000' 'compressed with xz' xzcat
encoded "bzip2" 'BZh91AY&SY\001' 'compressed with bzip2' bzcat
encoded "zip" 'PK\003\004\024' 'compressed with zip' 'unzip -p'
foreign='{"code":"InvalidApiKey","message":"\262\273\n"}'
# shellcheck disable=SC2059 # a format
printf "$foreign\n$foreign\n" >foreign
altered="not UTF-8, text was altered; if it is GB18030:"
warning="msc-err: foreign: $altered iconv -f GB18030 -t UTF-8 foreign | msc-err"
result -o status -s 401 -f foreign -f known -f foreign
check "text that is not UTF-8, reported once per input" "0|401
401
401
401
401|$warning
$warning" "$result"
check "text that is not UTF-8, on standard input" \
	"msc-err: standard input: $altered iconv -f GB18030 -t UTF-8 FILE | msc-err" \
	"$(msc_err --count - <foreign 2>&1 >/dev/null)"
printf '%s\n' "$record" | gzip 2>/dev/null >zipped
if [ -s zipped ]; then
	result -f zipped -f known -o code
	check "gzip, and the next file is read" \
		"2|InvalidApiKey|msc-err: zipped: compressed with gzip; to read it: zcat zipped | msc-err" "$result"
	msc_err -t - <zipped >out 2>err
	check "gzip, copied" "2 same" "$? $(cmp zipped out && echo same)"
else
	skip 2 "no gzip"
fi

# clean: what is left of standard input without printable ASCII, newlines, tabs and U+FFFD.
fffd=$(printf '\357\277\275')
clean() {
	sed "s/$fffd//g" | tr -d '\n\t -~' | od -An -c | head -n 2
}

if [ -c /dev/urandom ]; then
	if [ -n "$all" ] && have timeout; then # a minute of them, beside the tests that follow
		timeout 60 cat /dev/urandom | (
			eval "$limit"
			"$program" -j - 2>&1
			echo $? >minute_status
		) | clean >minute &
		minute=$!
	fi
	megabytes=$([ -n "$all" ] && echo 64 || echo 1)
	for form in --color=never -j -ocode,input_code,input_message,request_id --count; do
		head -c $((megabytes * 1000000)) /dev/urandom | (
			eval "$limit"
			# shellcheck disable=SC2086 # words
			limit $VALGRIND "$program" $form -
		) >out 2>err
		status=$?
		case $status in [012]) status=fine ;; esac
		check "random bytes, $form" "fine" "$status$(cat out err | clean)"
	done
fi

# ---- Terminal safety: what comes from outside acts on no terminal, wherever it comes from.

# shellcheck disable=SC2016 # formats
attacks='\033]52;c;aGk=\007 \033]8;;http://x\033\\y \033[6n \033[2J\033[1;1H \033P1$r\033\\ real\rfake no\b\bok \177 \007 \016
\23352;c; \2336n \302\2336n \302\235x\302\234 \302\205 \342\200\256txt.exe \342\200\252x\342\200\254 \342\201\246x\342\201\251
\330\234 \342\200\216 \342\200\217 \342\200\250 \342\200\251 \357\277\271x \300\257 \300\233[6n \340\200\233 \360\200\200\233 \355\240\200
\355\240\275\355\270\200 \364\220\200\200 \370\210\200\200\200 \377\376 \342\200 \360\237\230 \200\200'

# attack ARGUMENT...: appends all output to the file said. The program must exit, and print something.
attack() {
	msc_err "$@" >out 2>err
	status=$?
	case $status in [012]) ;; *) echo "$status: $*" ;; esac >>wrong
	[ -s out ] || [ -s err ] || echo "no output: $*" >>wrong
	cat out err >>said
}

# Each by itself takes long: else all at once.
[ -n "$all" ] || attacks=$(printf '%s' "$attacks" | tr ' \n' ..)
for escaped in $attacks; do
	# shellcheck disable=SC2059 # a format
	bytes=$(printf "$escaped.")
	bytes=${bytes%.}
	: >said
	: >wrong

	attack "x$bytes" # a query
	attack "--$bytes" # an option
	attack "-$bytes" # its letter
	attack -f "$bytes" # a missing file
	attack -o "code,$bytes" # a field
	if [ -n "$all" ]; then
		attack -s "$bytes"
		attack -c "Throttlin$bytes"
		attack --color="$bytes"
	fi
	attack "{\"code\":\"X$bytes\",\"message\":\"$bytes\",\"request_id\":\"$bytes\"}"
	mkdir -p "$(dirname "./in$bytes")"
	{
		printf '{"code":"X%s","message":"a %s b","request_id":"r%s"}\n' "$bytes" "$bytes" "$bytes"
		printf '{"code":"Throttling","message":"a %s b","request_id":"r%s"}\n' "$bytes" "$bytes"
		printf '{"error":{"code":"Throttling","message":"a %s b","type":"%s"}}\n' "$bytes" "$bytes"
		printf 'Error: Throttling - a %s b\n\nError code: 404 %s\n' "$bytes" "$bytes"
		printf 'HTTP/1.1 404 %s\n\n<400> Some.Code: %s\n' "$bytes" "$bytes"
		printf "{'code': 'Throttling', 'message': '%s'}\n" "$bytes"
	} >"./in$bytes"
	for form in --color=never --json --output=code,input_code,input_message,request_id,file --count; do
		attack "$form" -f "./in$bytes" # what is read, and the file's name
	done
	if [ -n "$all" ]; then
		msc_err -t -j - <"./in$bytes" 2>>said >copy # the copy is as it came
		COLUMNS=$bytes TERM=$bytes NO_COLOR='' attack Throttling
		attack -j -f "./in$bytes" -s 4xx
	fi
	check "$(printf '%s' "$bytes" | od -An -c | tr -s ' ') acts on no terminal" "" "$(cat wrong)$(clean <said)"
	rm -f "./in$bytes"
done
: >said
: >wrong
printf '{"code":"Throttling","message":"\\u001b[6n \\u009b6n \\u202e \\u0000 \\ud800 \\b","request_id":"\\u001b]52;c;"}\n' >in
for form in --color=never --json --output=code,input_message,request_id; do
	attack "$form" -f in
done
check "escapes in JSON act on no terminal" "" "$(cat wrong)$(clean <said)"

# ---- Files and streams.

printf '%s\n' "$record" >in
result -o code,file -f missing -f in -f .
check "a missing file, a directory" \
	"2|Throttling${tab}in|msc-err: missing: No such file or directory${newline}msc-err: .: Is a directory" "$result"
result -o code,line - <in
check "standard input" "0|Throttling${tab}1|" "$result"
# shellcheck disable=SC2094 # it is only read
result -o code -f in -f - <in
check "a file and standard input" "0|Throttling${newline}Throttling|" "$result"
result -o code - <&-
check "standard input closed" "2||msc-err: standard input: Bad file descriptor" "$result"
result -o code,file -f in <&-
check "standard input closed, not asked for" "0|Throttling${tab}in|" "$result"
msc_err -o code - <in >&- 2>err
check "standard output closed" "2 msc-err: standard output: Bad file descriptor" "$? $(cat err)"
msc_err -q - <in >&- 2>err
check "standard output closed, not needed" "0 " "$? $(cat err)"
if [ -z "$VALGRIND" ]; then # which needs it itself
	msc_err -o code - <in 2>&- >out
	check "standard error closed" "0 Throttling" "$? $(cat out)"
	msc_err -o code -f missing -f in 2>&- >out
	check "standard error closed, something to say" "2 Throttling" "$? $(cat out)"
	msc_err -t -o code - <in 2>&- >out
	check "standard error closed, answers for it" "2 $record" "$? $(cat out)"
	msc_err -o code,file -f in <&- >&- 2>&-
	check "all closed" 2 $?
fi
check "all closed, the file is what it was" "$record" "$(cat in)"
if [ -c /dev/full ]; then
	msc_err -j - <in >/dev/full 2>err
	check "/dev/full" "2 msc-err: standard output: No space left on device" "$? $(cat err)"
	msc_err --count - <in >/dev/full 2>err
	check "/dev/full, a tally" "2 msc-err: standard output: No space left on device" "$? $(cat err)"
	msc_err -t - <in >/dev/full 2>err
	check "/dev/full, a copy" "2 msc-err: standard output: No space left on device" "$? $(grep standard err)"
	yes "$record" | limit "$program" -j - >/dev/full 2>err
	check "/dev/full, and input without an end" "2 msc-err: standard output: No space left on device" "$? $(cat err)"
	msc_err -t - <in 2>/dev/full >out
	check "/dev/full, answers on standard error" "2 $record" "$? $(cat out)"
else
	skip 5 "no /dev/full"
fi
{
	printf '{"co'
	sleep 0.1
	printf 'de":"Thrott'
	sleep 0.1
	printf 'ling"}\n'
} | msc_err -o code - >out 2>err
check "a slow pipe" "0 Throttling" "$? $(cat out err)"
{
	msc_err -o code -f several -f in -f several
	echo $? >status
} | head -n 1 >out
check "a reader that hangs up" "141" "$(sed 's/^[01]$/141/' status)"

yes "$record" | (
	trap '' PIPE
	msc_err -t -q - 2>err
	echo "$? $(cat err)" >status
) | head -n 1 >out
check "a copy that nobody reads, SIGPIPE ignored" "2 $record" "$(cat status)$(cat out)"
# More files than can be open at once.
set --
while [ $# -lt 60 ]; do
	set -- "$@" -f in
done
# shellcheck disable=SC3045 # it is there, or there is no limit
(
	[ -n "$VALGRIND" ] || ulimit -n 30
	msc_err --count -o count,code "$@"
) >out 2>&1
check "60 files" "30${tab}Throttling" "$(cat out)"
unknown_codes 10001 >many
{
	cat many
	printf '%s\n' "$record"
} | msc_err --count -o count,input_code - >out 2>err
check "too many codes for a tally" "2 10001 msc-err: standard input: too many different codes: the rest of them is not counted" \
	"$? $(wc -l <out | tr -d ' ') $(cat err)"

# said FILE: waits until something is in FILE, but not forever. Returns whether something is.
said() {
	for _ in $(yes | head -n 100); do
		[ -s "$1" ] && return
		sleep 0.1
	done
	return 1
}

# A failure is reported before more input comes.
mkfifo fifo
msc_err -o code - <fifo >told &
exec 3>fifo
printf '%s\n' "$record" >&3
said told
check "an answer does not wait for more" Throttling "$(cat told)"
exec 3>&-
wait $!

# A failure that a further line could complete is reported after a second of silence.
if [ -z "$VALGRIND" ]; then
	for waiting in 'Error code: 429' 'x Error: 400 The size must be a positive number and not much greater than'; do
		: >told
		{
			printf '%s\n' "$waiting"
			sleep 4
		} | msc_err -o input_status - >told &
		sleep 2.5
		check "after a second: $waiting" "$(echo "$waiting" | grep -o '4[0-9][0-9]')" "$(cat told)"
		wait $!
	done
fi

# interruptible ARGUMENT...: the program, its process in the file pid. A command behind & ignores SIGINT.
interruptible() {
	# shellcheck disable=SC2016,SC2086 # the inner shell's; words
	sh -c 'echo $$ >pid; exec "$@"' sh $VALGRIND "$program" "$@"
}

rm -f copy tally pid
# An interrupted tally is printed. The copy shows when the input was read; a record behind the interrupt is not.
pause=$([ -n "$VALGRIND" ] && echo 3 || echo 0.3)
mkfifo other
# shellcheck disable=SC2016 # the inner shell's
if sh -c 'kill -INT $$; exit 0'; then
	skip 3 "SIGINT is ignored here"
else
	# shellcheck disable=SC2094 # said only looks
	{
		printf '%s\n%s\n' "$record" "$another"
		said copy
		kill -INT "$(cat pid)"
		said tally
		printf '%s\n' "$record" 2>/dev/null
	} | interruptible --count -t -o count,code - >copy 2>tally
	check "an interrupted tally" "0 2${tab}Throttling" "$? $(cat tally)"
	: >tally
	{
		exec 3>fifo
		printf '%s\n' "$record" >&3
		sleep "$pause"
		kill -INT "$(cat pid)"
		said tally
	} &
	interruptible --count -o count,code -f fifo -f in >tally
	check "an interrupted tally reads no other file" "0 1${tab}Throttling" "$? $(cat tally)"
	wait $!
	: >tally
	{
		printf '%s\n' "$record" >fifo
		sleep "$pause"
		kill -INT "$(cat pid)"
		said tally || echo late >late
		printf '%s\n' "$record" 1<>other # lets go what still waits
	} &
	interruptible --count -o count,code -f fifo -f other -f in >tally
	status=$?
	wait $!
	check "a tally interrupted before a pipe is opened" "0 1${tab}Throttling" "$status $(cat tally late 2>/dev/null)"
fi
: >copy
(
	trap '' INT
	# shellcheck disable=SC2086 # words
	exec $VALGRIND "$program" --count -t -o count,code - <fifo >copy 2>tally
) &
exec 3>fifo
printf '%s\n' "$record" >&3
said copy
kill -INT $!
sleep "$pause"
(printf '%s\n' "$another" >&3) # nobody may read it
exec 3>&-
wait $!
check "a tally that ignores interrupts" "0 2${tab}Throttling" "$? $(cat tally)"

# A joined line that waits for more input is still two lines.
got=$({
	yes 'an ordinary line of text without anything in it' | head -n 300
	printf 'the first of two lines, which is as wide as a terminal is (with error:\n 0 things and more of the same sort\n'
	sleep "$pause"
	printf '%s\n' "$record"
} | "$program" -o line)
check "the line of a failure below lines that were joined" 303 "$got"

# ---- Environment.

answers() {
	msc_err INVALIDAPIKEY
	msc_err throttlıng İnvalidapikey
	msc_err 'RATE LIMIT' 'arrearage'
	msc_err -l -m FILE -o code
	msc_err -f several -f in
	printf '错误: 400 - {"code":"INVALID_SCHEMA_FORMAT","message":"无效"}\n' | msc_err -j -
	msc_err --count -f in -f unknown
	msc_err --nope
	msc_err -f missing
}
answers >expected 2>&1
locales='POSIX C.UTF-8 C.utf8 tr_TR tr_TR.UTF-8 tr_TR.utf8 zh_CN zh_CN.UTF-8 zh_CN.GB18030'
[ -z "$VALGRIND" ] || locales='POSIX C.UTF-8'
if [ -n "$all" ] && have localedef && [ -d /usr/share/i18n/locales ]; then
	mkdir locales
	for built in tr_TR.UTF-8 zh_CN.UTF-8 zh_CN.GB18030; do
		localedef -i "${built%%.*}" -f "${built#*.}" "locales/$built" 2>/dev/null
	done
	export LOCPATH="$PWD/locales"
fi
tried=
for locale in $locales; do
	[ "$(LC_ALL=$locale locale charmap 2>&1 | wc -l)" -eq 1 ] || continue
	tried="$tried $locale"
	LC_ALL=$locale answers >out 2>&1
	check "locale $locale" "" "$(diff expected out | head -n 5)"
done
unset LOCPATH
LC_ALL=C
case $tried in
*tr_TR*zh_CN*) ;;
*) skip 2 "no Turkish and Chinese locales" ;;
esac
COLUMNS=99999999999999999999 TERM=$(many 5000 x) NO_COLOR=%s%n POSIXLY_CORRECT=1 answers >out 2>&1
check "odd variables" "" "$(diff expected out | head -n 5)"
(
	unset TERM
	answers >out 2>&1
)
check "no TERM" "" "$(diff expected out | head -n 5)"
if have bash; then
	bash -c 'exec -a "" "$0" --nope' "$program" >out 2>&1
	check "the program without a name" "2 msc-err: unknown option --nope, see msc-err --help" "$? $(cat out)"
else
	skip 1 "no bash"
fi

# ---- Faults: everything that can fail fails once. Nothing is lost without a word.

if [ -z "$VALGRIND" ] && LD_PRELOAD=$faults FAULT=malloc:1 FAULT_MARK=mark "$program" - </dev/null >/dev/null 2>&1; [ -e mark ]; then
	# each KIND ERRNO ARGUMENT...: lets each call of the kind fail, in turn. It answers as without, or reports why and exits
	# with 2; what it answers then is right, though an event whose body could not be read has its status alone.
	each() {
		kind=$1 errno=$2
		shift 2
		msc_err "$@" <input >expected 2>expected_err
		expected=$?
		wrong=
		: >told
		n=0
		while
			n=$((n + 1))
			rm -f mark
			LD_PRELOAD=$faults FAULT=$kind:$n:$errno FAULT_MARK=mark "$program" "$@" <input >out 2>err
			status=$?
			[ -e mark ]
		do
			[ $status -eq "$expected" ] && cmp -s out expected && continue
			[ $status -eq 2 ] && [ -s err ] || wrong="$wrong $n:$status"
			cat out err >>told
			case "$*" in
			*--count*) ;; # of what was read
			*-j* | *-o*) grep -v -e '"match":"status"' -e '^$' out | grep -qvxFf expected && wrong="$wrong $n:answers" ;;
			esac
		done
		[ $n -gt 1 ] || wrong="no call of that kind"
		check "each $kind fails ($errno): $*" "" "$wrong$(clean <told)"
	}
	cp several input
	each malloc 12 -j -
	each malloc 12 --count -
	printf '{"error":{"code":"X%s","message":"m"}}\n' 1 2 3 >several_codes
	n=0
	while [ $((n += 1)) -le 30 ]; do
		LD_PRELOAD=$faults FAULT=malloc:$n "$program" --count - <several_codes 2>&1
	done | grep 'too many' >wrong
	check "a tally that is short of memory reports nothing else" "" "$(cat wrong)"
	each malloc 12 "$(cat known)"
	echo "Flow has not published yet, please publish flow and try again." >input
	each malloc 12 -o code -
	cp several input
	if [ -n "$all" ]; then
		unknown_codes 40 >many
		each malloc 12 --count -f many
		each malloc 12 -q -
		each malloc 12 -t -j -
		each malloc 12 -o code -f input -f input
		each malloc 12 -j Throttling 429 'rate limit' nope
	fi
	for errno in 5 12 21; do # EIO ENOMEM EISDIR
		each read "$errno" -j -
		each read "$errno" -o code -f input -f input
		[ -n "$all" ] || break
	done
	each read 5 --count -
	each read 5 -t -j -
	each read 5 -q -
	each write 28 -t -j - # ENOSPC
	each write 5 -t -o code -
	# Interrupted calls are no failures.
	for errno in 4 11; do # EINTR EAGAIN
		for n in 1 2; do
			LD_PRELOAD=$faults FAULT=read:$n:$errno "$program" -o code - <input >out 2>&1
			check "read $n fails ($errno) and is done again" "$(msc_err -o code - <input)" "$(cat out)"
			LD_PRELOAD=$faults FAULT=write:$n:$errno "$program" -t -q - <input >out 2>&1
			check "write $n fails ($errno) and is done again" "$(cat input)" "$(cat out)"
		done
	done
	{
		printf '%s\n' "$record"
		sleep 0.1
		printf 'Error code: 401 - InvalidApiKey: m'
		sleep 0.1
		echo
	} | LD_PRELOAD=$faults FAULT=read:3:5 "$program" -o code - >out 2>err
	check "failures in front of a read error are reported" \
		"2 Throttling${newline}InvalidApiKey msc-err: standard input: Input/output error" "$? $(cat out) $(cat err)"
	for form in -j --count -t; do
		msc_err $form - <input >expected 2>expected_err
		LD_PRELOAD=$faults FAULT=short "$program" $form - <input >out 2>err
		check "short reads and writes, $form" "0 same" "$? $(cmp out expected && cmp err expected_err && echo same)"
		{
			head -n 1 input
			sleep 0.1
			tail -n +2 input
		} | LD_PRELOAD=$faults FAULT=nonblock "$program" $form - 2>err | cat >out
		check "streams that do not block, $form" "$(cksum <expected) $(cksum <expected_err)" "$(cksum <out) $(cksum <err)"
	done
	if [ -c /dev/full ]; then
		{
			cat in
			sleep 0.1
		} | LD_PRELOAD=$faults FAULT=nonblock "$program" -j - >/dev/full 2>err
		check "/dev/full, and nothing to read for now" "2 msc-err: standard output: No space left on device" "$? $(cat err)"
	fi
	# Output that does not block and is not read: all of it, or a reason.
	seq 3000 | sed 's/.*/{"code":"Throttling","message":"m","request_id":"&"}/' >many
	LD_PRELOAD=$faults FAULT=nonblock "$program" -t -q - <many 2>err | {
		sleep 0.2
		cksum
	} >out
	check "a copy that does not block is whole" "$(cksum <many)" "$(cat out)"
	{
		LD_PRELOAD=$faults FAULT=nonblock "$program" -j - <many 2>err
		echo $? >status
	} | {
		sleep 0.2
		wc -l | tr -d ' '
	} >out
	case "$(cat status) $(cat out) $(cat err)" in
	"0 3000 " | "2 "*" msc-err: standard output: Resource temporarily unavailable") check "answers" "" "" ;;
	*) check "answers that do not block are whole, or a reason is reported" "" "$(cat status out err)" ;;
	esac
else
	skip 30 "nothing can be preloaded into this program"
fi

# What the program opens and calls, as strace shows it.
unset LD_LIBRARY_PATH
if [ -z "$VALGRIND" ] && strace -o trace "$program" -q -f in 2>/dev/null; then
	strace -f -e trace=file,network,process,desc -o trace "$program" -j -f in -f missing >out 2>err
	check "no file is opened but those named" "in missing" \
		"$(sed -n 's/^[0-9]* *open[a-z]*(\(AT_FDCWD, \)\{0,1\}"\([^"]*\)".*/\2/p' trace | grep -vE '^(/usr)?/lib|^/etc/ld\.so' | tr '\n' ' ' | sed 's/ $//')"
	check "no other file is asked for" "" \
		"$(grep -vE '(execve|p?read(64)?|p?write(64)?)\(' trace | sed -n 's/^[0-9 ]*[a-z0-9_]*([^"]*"\([^"]*\)".*/\1/p' | grep -vE '^(/usr)?/lib|^/etc/ld\.so|^(in|missing)?$')"
	check "no file is opened to write" "" "$(grep -E 'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|creat\(|unlink|rename|mkdir|truncate' trace)"
	check "no network, no process" "" "$(grep -E ' (socket|connect|bind|listen|clone3?|v?fork)\(' trace)$(grep -c 'execve(' trace | grep -vx 1)"
	strace -f -e trace=file,network,process -o trace "$program" Throttling >out 2>err </dev/null
	check "a query reads nothing" "" \
		"$(sed -n 's/^[0-9]* *open[a-z]*(\(AT_FDCWD, \)\{0,1\}"\([^"]*\)".*/\2/p' trace | grep -vE '^(/usr)?/lib|^/etc/ld\.so')"
	strace -e trace=read -o trace "$program" Throttling >out 2>err </dev/null
	check "a query leaves standard input alone" "" "$(grep 'read(0,' trace)"
else
	skip 6 "no strace, or it cannot run this program"
fi

if [ -n "$minute" ]; then
	wait "$minute"
	case $(cat minute_status) in [012]) echo fine >minute_status ;; esac
	check "a minute of random bytes" "fine" "$(cat minute_status minute)"
fi

finish
