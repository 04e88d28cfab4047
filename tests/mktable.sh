#!/bin/sh
# tests/mktable.sh PATH_TO_MKTABLE: what the generator refuses, where and in which words; what it accepts.
# Prints failures and a last line. Each CSV is a printf format, so that \n, \r and any byte (\377) can be written in it.

. "$(dirname "$0")/common.sh"

if [ $# -ne 1 ]; then
	echo "usage: tests/mktable.sh PATH_TO_MKTABLE" >&2
	exit 2
fi
here=$root/tests
program mktable "$1"
mkdir "$dir/work" && cd "$dir/work" || exit 2

head='status,code,message,description,retry,aliases\n'

# run INPUT OUTPUT: what it says, its exit status, and which files begin with "out" then.
run() {
	said=$(mktable "$1" "$2" 2>&1)
	printf '%s [%d]' "$said" $?
	for file in out*; do
		[ -e "$file" ] && printf ' %s' "$file"
	done
}

# bad NAME LINE WHAT CSV: CSV is refused with in.csv:LINE: WHAT, and nothing is made.
bad() {
	rm -f out*
	# shellcheck disable=SC2059
	printf "$4" >in.csv
	check "$1" "in.csv:$2: $3 [1]" "$(run in.csv out.c)"
}

# good NAME CSV: CSV is accepted; what is made of it is left in out.c.
good() {
	rm -f out*
	# shellcheck disable=SC2059
	printf "$2" >in.csv
	check "$1" ' [0] out.c' "$(run in.csv out.c)"
}

# same NAME CSV OTHER: the two say the same.
same() {
	good "$1" "$2"
	mv out.c one
	good "$1" "$3"
	check "$1: the same" '' "$(cmp one out.c 2>&1)"
}

# has NAME CSV LINE: what is made of CSV has this line in it.
has() {
	good "$1" "$2"
	check "$1: what is made" "$3" "$(grep -F -x -e "$3" out.c 2>&1)"
}

# The header, and how many.
header_fault='the header is not status,code,message,description,retry,aliases'
bad 'nothing' 1 "$header_fault" ''
bad 'no header' 1 "$header_fault" '400,A,m,d,no,\n'
bad 'a wrong name' 1 "$header_fault" 'status,code,message,description,retry,alias\n400,A,m,d,no,\n'
bad 'a column more' 1 "$header_fault" 'status,code,message,description,retry,aliases,x\n400,A,m,d,no,,\n'
bad 'a column less' 1 "$header_fault" 'status,code,message,description,retry\n400,A,m,d,no\n'
bad 'two byte order marks' 1 "$header_fault" "\357\273\277\357\273\277${head}400,A,m,d,no,\n"
bad 'UTF-16' 1 'invalid UTF-8' '\377\376s\000t\000'
bad 'no row' 2 'the table is empty' "$head"
bad 'a field less' 3 'too few fields' "${head}400,A,m,d,no,\n400,B,m,d,no\n"
bad 'a field more' 3 'too many fields' "${head}400,A,m,d,no,\n400,B,m,d,no,,\n"
bad 'an unquoted comma' 2 'too many fields' "${head}400,A,m, or n,d,no,\n"
bad 'a blank line' 3 'too few fields' "${head}400,A,m,d,no,\n\n400,B,m,d,no,\n"
bad 'a blank line at the end' 3 'too few fields' "${head}400,A,m,d,no,\n\n"

# Fields.
for status in '' 99 099 600 999 4000 40 4o0 ' 400' '400 ' -400 +400 0x190 4e2 4.0; do
	bad "status '$status'" 2 'status is not a number from 100 to 599' "$head$status,A,m,d,no,\n"
done
bad 'no code' 2 'code is empty' "${head}400,,m,d,no,\n"
for code in 'A B' 'A/B' 'A:B' '#A' 'A\tB' 'A\302\240B' '\351\224\231' ' A' 'A '; do
	bad "code '$code'" 2 'a character in a code that is no letter, digit, _ - or .' "${head}400,$code,m,d,no,\n"
done
bad 'a code of signs' 2 'a code without a letter or digit' "${head}400,_.-,m,d,no,\n"
bad 'no message' 2 'message is empty' "${head}400,A,,d,no,\n"
bad 'a quoted message of nothing' 2 'message is empty' "${head}400,A,\"\",d,no,\n"
for retry in Yes NO maybe true 1 ' yes' 'no ' yess; do
	bad "retry '$retry'" 2 'retry is not yes, no or empty' "${head}400,A,m,d,$retry,\n"
done
for alias in 'x/y' 'x#y' '##x' '#' 'x #' 'x\ty' '"x\ny"' 'x \351\224\231'; do
	bad "alias '$alias'" 2 'a character in a code that is no letter, digit, _ - or .' "${head}400,A,m,d,no,$alias\n"
done
bad 'an alias of signs' 2 'a code without a letter or digit' "${head}400,A,m,d,no,x _ y\n"
bad 'a fragment of signs' 2 'a code without a letter or digit' "${head}400,A,m,d,no,#-\n"

# What rows say of each other.
bad 'an alias of two codes' 3 'alias x belongs to another code on line 2' "${head}400,A,m,d,no,x\n400,B,m,d,no,y x\n"
bad 'an alias of two codes, spelt otherwise' 3 'alias #x-y belongs to another code on line 2' "${head}400,A,m,d,no,#X_Y\n400,B,m,d,no,#x-y\n"
bad 'an alias that is a later code' 2 'alias B is itself a code, on line 3' "${head}400,A,m,d,no,B\n400,B,m,d,no,\n"
bad 'an alias that is an earlier code' 3 'alias a_b is itself a code, on line 2' "${head}400,A.B,m,d,no,\n400,C,m,d,no,a_b\n"
bad 'an alias of itself' 2 'alias a is itself a code, on line 2' "${head}400,A,m,d,no,a\n"
bad 'a row twice' 4 'the row of A repeats line 2' "${head}400,A,m,d,no,\n400,B,m,d,no,\n400,A,m,d,no,\n"
bad 'a row twice, with another retry' 3 'the row of A repeats line 2' "${head}400,A,m,d,no,\n400,A,m,d,yes,\n"
bad 'a row twice, with aliases' 3 'the row of A repeats line 2' "${head}400,A,m,d,no,x\n400,A,m,d,no,\n"
bad 'aliases on a second row' 4 'aliases of A belong to its first row, on line 2' "${head}400,A,m,d,no,\n400,B,m,d,no,\n400,A,n,d,no,x\n"
bad 'the same alias on both rows' 3 'aliases of A belong to its first row, on line 2' "${head}400,A,m,d,no,x\n400,A,n,d,no,x\n"
bad 'a code in two spellings' 4 'code a_b is spelt otherwise on line 2' "${head}400,A.B,m,d,no,\n400,C,m,d,no,\n400,a_b,n,d,no,\n"
bad 'a code in two spellings, the greater first' 3 'code AB is spelt otherwise on line 2' "${head}500,ab,m,d,no,\n400,AB,n,d,no,\n"

# Bytes.
bad 'a byte that is none of UTF-8' 2 'invalid UTF-8' "${head}400,A,m\377,d,no,\n"
bad 'a continuation alone' 2 'invalid UTF-8' "${head}400,A,m\200,d,no,\n"
bad 'a character broken off' 2 'invalid UTF-8' "${head}400,A,m\344\270,d,no,\n"
bad 'a character broken off at the end' 2 'invalid UTF-8' "${head}400,A,m,d,no,\344\270"
bad 'an overlong slash' 2 'invalid UTF-8' "${head}400,A,m,d\300\257,no,\n"
bad 'an overlong form of three' 2 'invalid UTF-8' "${head}400,A,m,d\340\200\257,no,\n"
bad 'an overlong NUL' 2 'invalid UTF-8' "${head}400,A,m,d\300\200,no,\n"
bad 'a surrogate' 2 'invalid UTF-8' "${head}400,A,m,d\355\240\200,no,\n"
bad 'past U+10FFFF' 2 'invalid UTF-8' "${head}400,A,m,d\364\220\200\200,no,\n"
bad 'Latin-1' 3 'invalid UTF-8' "${head}400,A,m,d,no,\n400,B,caf\351,d,no,\n"
bad 'a NUL' 2 'a NUL byte' "${head}400,A,m,d\000e,no,\n"
bad 'a NUL in a code' 2 'a NUL byte' "${head}400,A\000,m,d,no,\n"
bad 'a NUL in quotes' 2 'a NUL byte' "${head}400,A,m,\"d\000\",no,\n"

# Quotes and lines. A fault's line is where its field begins.
bad 'a quote that never closes' 3 'a quote that never closes' "${head}400,A,m,d,no,\n400,B,\"m,d,no,\n400,C,m,d,no,\n"
bad 'a quote as the last byte' 2 'a quote that never closes' "${head}400,A,m,d,no,\""
bad 'a doubled quote as the last' 2 'a quote that never closes' "${head}400,A,m,d,no,\"x\"\""
bad 'text after a closing quote' 2 'text after a closing quote' "${head}400,A,\"m\" ,d,no,\n"
bad 'text after a closing quote at the end' 2 'text after a closing quote' "${head}400,A,m,d,no,\"x\"y"
bad 'text after a quote of two lines' 2 'text after a closing quote' "${head}400,A,\"m\nn\"o,d,no,\n"
bad 'a quote in a field' 2 'a quote in a field that is not quoted' "${head}400,A,m \"n\",d,no,\n"
bad 'a carriage return in a line' 2 'a carriage return without a line feed' "${head}400,A,m\rn,d,no,\n"
bad 'a carriage return at the end' 2 'a carriage return without a line feed' "${head}400,A,m,d,no,\r"
bad 'a fault after quoted newlines' 5 'status is not a number from 100 to 599' "${head}400,A,\"m\n\nn\",d,no,\nx,B,m,d,no,\n"
bad 'a fault after quoted newlines, in CRLF' 4 'status is not a number from 100 to 599' "${head}400,A,\"m\r\nn\",d,no,\r\nx,B,m,d,no,\r\n"
bad 'a fault in a field that begins later' 3 'retry is not yes, no or empty' "${head}400,A,\"m\nn\",d,x,\n"

# What is accepted.
rows="400,A,\"m, \"\"n\"\"\no\",d,no,x y\n429,B.C,p,,yes,#z\n"
good 'every kind of quoting' "$head$rows"
same 'CRLF' "$head$rows" "$(printf '%s' "$head$rows" | sed 's/\\n/\\r\\n/g')"
same 'a byte order mark' "$head$rows" "\357\273\277$head$rows"
same 'a byte order mark and a quoted header' "$head$rows" "\357\273\277\"status\",code,message,description,retry,\"aliases\"\n$rows"
same 'no newline at the end' "$head$rows" "$head${rows%??}"
same 'no newline at the end, nor aliases' "${head}400,A,m,d,no,\n" "${head}400,A,m,d,no,"
same 'quotes that are not needed' "${head}400,A,m,,no,\n" "\"status\",\"code\",message,description,retry,aliases\n\"400\",\"A\",\"m\",\"\",\"no\",\"\""
same 'spaces around aliases' "${head}400,A,m,d,no,x y\n" "${head}400,A,m,d,no,  x   y \n"
same 'an alias in two spellings' "${head}400,A,m,d,no,x_y\n" "${head}400,A,m,d,no,x_y XY x.y x_y\n"
good 'statuses at the ends' "${head}100,A,m,d,,\n599,B,m,d,,\n"
good 'the same text of two codes' "${head}400,A,m,d,,\n400,B,m,d,,\n"
good 'a fragment named as a code' "${head}400,A,m,d,,#A\n"
good 'the fixture' "$(sed 's/[\\%]/&&/g' "$here/codes.csv")"

# What is made.
has 'trigraphs and quotes' "${head}400,A,\"??/ \\\\ \"\"\",d,,\n" "	\"\\077\\077/ \\\\ \\\"\""
has 'octal before a digit' "${head}400,A,\303\2511,d,,\n" "	\"\\303\\2511\""
good 'the order of keys' "${head}400,B,1,,,Z #a-b\n400,A.B,1,,,a B_a a__\n"
check 'the order of keys: sorted' '"#ab" "a" "ab" "b" "ba" "z"' "$(tr -d '\t' <out.c | grep '^"[#a-z][a-z]*"$' | paste -s -d ' ' -)"
good 'the next row' "${head}400,A,m,d,,\n400,B,m,d,yes,\n500,A,n,d,no,\n"
check 'the next row: is linked' '2, 400, -1; 3, 400, 1; 3, 500, 0; ' \
	"$(sed -n 's/.*}, \([0-9]*, [0-9]*, [-0-9]*\)},$/\1; /p' out.c | tr -d '\n')"
json() { # NAME MESSAGE ESCAPED
	has "$1" "${head}429,A,\"$2\",d,no,\n" "	\"\\\"status\\\":429,\\\"code\\\":\\\"A\\\",\\\"message\\\":\\\"$3\\\",\\\"description\\\":\\\"d\\\",\\\"retryable\\\":false\""
}
json 'JSON: plain' 'm' 'm'
json 'JSON: quote and backslash' '""\\n' '\\\"\\\\n'
json 'JSON: named controls' '\b\f\n\r\t' '\\b\\f\\n\\r\\t'
json 'JSON: C0 and DEL' '\001\033\177' '\\u0001\\u001b\\u007f'
json 'JSON: C1' '\302\200\302\237\302\240' '\\u0080\\u009f\302\240'
json 'JSON: separators' '\342\200\250\342\200\251' '\\u2028\\u2029'
json 'JSON: bidirectional marks' '\330\234\342\200\216\342\200\217\342\200\220' '\\u061c\\u200e\\u200f\342\200\220'
json 'JSON: bidirectional embeddings' '\342\200\252\342\200\256\342\200\257' '\\u202a\\u202e\342\200\257'
json 'JSON: bidirectional isolates' '\342\201\245\342\201\246\342\201\251\342\201\252' '\342\201\245\\u2066\\u2069\342\201\252'
json 'JSON: text past U+FFFF' '\360\237\230\200' '\360\237\230\200'
check 'plain ASCII' '' "$(tr -d '\n\t -~' <out.c)"

# Many rows.
awk 'BEGIN {
	print "status,code,message,description,retry,aliases"
	for (i = 0; i < 10000; i++)
		printf "%d,Code.N%d,%s %d,,,alias%d\n", 100 + i % 500, 10000 - i, "message", i, i
	for (i = 0; i < 10000; i++)
		printf "400,Same,message %d,,,\n", i
}' >many.csv
rm -f out*
check 'many rows' ' [0] out.c' "$(run many.csv out.c)"
check 'many rows: are all there' 1 "$(grep -c '^const uint32_t codes_row_count = 20000;$' out.c)"

# Files.
good 'over an old output' "${head}400,A,m,d,no,\n"
cp out.c old
check 'over an old output: again' ' [0] out.c' "$(run in.csv out.c)"
check 'over an old output: the same bytes' '' "$(cmp old out.c 2>&1)"
printf 'x' >bad.csv
check 'a fault leaves an old output as it was' \
	"bad.csv:1: $header_fault [1] out.c" "$(run bad.csv out.c)"
check 'a fault leaves an old output as it was: the same bytes' '' "$(cmp old out.c 2>&1)"
rm -f out*
check 'an input that is not there' 'none.csv: No such file or directory [1]' "$(run none.csv out.c)"
check 'an input that is a directory' '.: Is a directory [1]' "$(run . out.c)"
check 'a folder that is not there' 'none/out.c.tmp: No such file or directory [1]' "$(run in.csv none/out.c)"
check 'an output that is no file' '/dev/null: not a regular file [1]' "$(run in.csv /dev/null)"
check 'an output that cannot grow' 'out.c.tmp: File too large [1]' "$(
	trap '' XFSZ
	ulimit -f 1
	run many.csv out.c
)"
for arguments in '' 'in.csv' 'in.csv out.c more'; do
	# shellcheck disable=SC2086
	check "arguments '$arguments'" 'usage: mktable INPUT.csv OUTPUT.c [2]' "$(
		said=$(mktable $arguments 2>&1)
		printf '%s [%d]' "$said" $?
	)"
done

finish
