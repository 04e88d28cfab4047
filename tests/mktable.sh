#!/bin/sh
# tests/mktable.sh PATH_TO_MKTABLE: what the generator refuses, and how it reports that; what it accepts and makes.
# Prints failures and a last line. Each CSV is a printf format, so that \n, \r and any byte (\377) can be written in it.

. "$(dirname "$0")/common.sh"

if [ $# -ne 1 ]; then
	echo "usage: tests/mktable.sh PATH_TO_MKTABLE" >&2
	exit 2
fi
program mktable "$1"
mkdir "$dir/work" && cd "$dir/work" || exit 2

header=status,code,message,description,fix,retry,aliases,source
head="$header\n"
a='400,A,m,d,f,no,,page\n' # a good row

# run INPUT OUTPUT: its message, its exit status, and the files whose names begin with "out" afterwards.
run() {
	said=$(mktable "$1" "$2" 2>&1)
	printf '%s [%d]' "$said" $?
	for file in out*; do
		[ -e "$file" ] && printf ' %s' "$file"
	done
}

# refused NAME LINE WHAT CSV: the whole file CSV is refused with in.csv:LINE: WHAT, and nothing is made.
refused() {
	rm -f out*
	# shellcheck disable=SC2059
	printf "$4" >in.csv
	check "$1" "in.csv:$2: $3 [1]" "$(run in.csv out.c)"
}

# bad NAME LINE WHAT ROWS: so is a table of these rows.
bad() {
	refused "$1" "$2" "$3" "$head$4"
}

# good NAME CSV: the whole file CSV is accepted; what is made of it is left in out.c.
good() {
	rm -f out*
	# shellcheck disable=SC2059
	printf "$2" >in.csv
	check "$1" ' [0] out.c' "$(run in.csv out.c)"
}

# same NAME CSV OTHER: the two make the same.
same() {
	good "$1" "$2"
	mv out.c one
	good "$1" "$3"
	check "$1: the same" '' "$(cmp one out.c 2>&1)"
}

# has NAME ROWS LINE: what is made of the rows has this line in it.
has() {
	good "$1" "$head$2"
	check "$1: what is made" "$3" "$(grep -F -x -e "$3" out.c | head -n 1)"
}

# The header, and how many fields.
wrong_header="the header is not $header"
refused 'nothing' 1 "$wrong_header" ''
refused 'no header' 1 "$wrong_header" "$a"
refused 'a wrong name' 1 "$wrong_header" "${header%source}origin\n$a"
refused 'a column more' 1 "$wrong_header" "$header,x\n${a%??},\n"
refused 'a column less' 1 "$wrong_header" "${header%,source}\n400,A,m,d,f,no,\n"
refused 'two byte order marks' 1 "$wrong_header" "\357\273\277\357\273\277$head$a"
refused 'UTF-16' 1 'invalid UTF-8' '\377\376s\000t\000'
bad 'no row' 2 'the table is empty' ''
bad 'a field less' 3 'too few fields' "${a}400,B,m,d,f,no,\n"
bad 'a field more' 3 'too many fields' "${a}400,B,m,d,f,no,,page,\n"
bad 'a blank line' 3 'too few fields' "$a\n$a"
bad 'a blank line at the end' 3 'too few fields' "$a\n"

# Fields.
for status in 99 099 600 999 4000 40 4o0 ' 400' '400 ' -400 0x190 4.0; do
	bad "status '$status'" 2 'status is not a number from 100 to 599' "$status,A,m,d,f,no,,page\n"
done
for code in 'A B' 'A/B' 'A:B' '#A' 'A\tB' 'A\302\240B' '\351\224\231' ' A' 'A '; do
	bad "code '$code'" 2 'a character in a code that is no letter, digit, _ - or .' "400,$code,m,d,f,no,,page\n"
done
bad 'a code of signs' 2 'a code without a letter or digit' '400,_.-,m,d,f,no,,page\n'
for retry in Yes NO maybe 1 ' yes' 'no '; do
	bad "retry '$retry'" 2 'retry is not yes, no or empty' "400,A,m,d,f,$retry,,page\n"
done
for alias in 'x/y' 'x#y' '##x' '#' 'x #' 'x\ty' '"x\ny"' 'x \351\224\231'; do
	bad "alias '$alias'" 2 'a character in a code that is no letter, digit, _ - or .' "400,A,m,d,f,no,$alias,page\n"
done
bad 'an alias of signs' 2 'a code without a letter or digit' '400,A,m,d,f,no,x _ y,page\n'
for source in '' Page official 'seen '; do
	bad "source '$source'" 2 'source is not page or seen' "400,A,m,d,f,no,,$source\n"
done

# A row as a whole, and what rows say of each other.
bad 'neither code nor message' 3 'neither a code nor a message' "${a}404,,,d,f,no,,seen\n"
bad 'no fix' 3 'a row that was seen has no fix' "${a}400,B,m,d,,no,,seen\n"
bad 'the page behind' 4 'a row of the page behind one that was seen' "${a}400,B,m,d,f,no,,seen\n400,C,m,d,f,no,,page\n"
bad 'an alias of two codes' 3 'alias x belongs to another row, on line 2' '400,A,m,d,f,no,x,page\n400,B,m,d,f,no,y x,page\n'
bad 'an alias of two codes, spelled otherwise' 3 'alias #x-y belongs to another row, on line 2' \
	'400,A,m,d,f,no,#X_Y,page\n400,B,m,d,f,no,#x-y,page\n'
bad 'a fragment of two rows of a code' 3 'alias #x belongs to another row, on line 2' \
	'400,A,m,d,f,no,#x,page\n400,A,n,d,f,no,#x,page\n'
bad 'an alias that is a later code' 2 'alias B is itself a code, on line 3' '400,A,m,d,f,no,B,page\n400,B,m,d,f,no,,page\n'
bad 'an alias that is an earlier code' 3 'alias a_b is itself a code, on line 2' '400,A.B,m,d,f,no,,page\n400,C,m,d,f,no,a_b,page\n'
bad 'an alias of itself' 2 'alias a is itself a code, on line 2' '400,A,m,d,f,no,a,page\n'
bad 'an alias without a code' 2 'an alias of a row without a code' '400,,m,d,f,no,x,seen\n'
bad 'a row twice' 4 'the row of A repeats line 2' "${a}400,B,m,d,f,no,,page\n$a"
bad 'a row twice, with another text' 3 'the row of A repeats line 2' "${a}400,A,m,e,g,yes,,page\n"
bad 'a row twice, with no code' 4 'the row of m repeats line 2' '400,,m,d,f,no,,seen\n401,,m,d,f,no,,seen\n400,,m,e,f,no,,seen\n'
bad 'aliases on a second row' 4 'aliases of A belong to its first row, on line 2' "${a}400,B,m,d,f,no,,page\n400,A,n,d,f,no,x,page\n"
bad 'a code in two spellings' 4 'code a_b is spelled otherwise on line 2' \
	'400,A.B,m,d,f,no,,page\n400,C,m,d,f,no,,page\n400,a_b,n,d,f,no,,page\n'

# Bytes.
bad 'a byte that is none of UTF-8' 2 'invalid UTF-8' '400,A,m\377,d,f,no,,page\n'
bad 'a character broken off' 2 'invalid UTF-8' '400,A,m\344\270,d,f,no,,page\n'
bad 'a character broken off at the end' 2 'invalid UTF-8' '400,A,m,d,f,no,\344\270'
bad 'an overlong slash' 2 'invalid UTF-8' '400,A,m,d\300\257,f,no,,page\n'
bad 'a surrogate' 2 'invalid UTF-8' '400,A,m,d\355\240\200,f,no,,page\n'
bad 'past U+10FFFF' 2 'invalid UTF-8' '400,A,m,d\364\220\200\200,f,no,,page\n'
bad 'Latin-1' 3 'invalid UTF-8' "${a}400,B,caf\351,d,f,no,,page\n"
bad 'a NUL' 2 'a NUL byte' '400,A,m,d\000e,f,no,,page\n'

# Quotes and lines. A fault's line is where its field begins.
bad 'a quote that never closes' 3 'a quote that never closes' "${a}400,B,\"m,d,f,no,,page\n$a"
bad 'a quote as the last byte' 2 'a quote that never closes' '400,A,m,d,f,no,,"'
bad 'text after a closing quote' 2 'text after a closing quote' '400,A,"m" ,d,f,no,,page\n'
bad 'text after a quote of two lines' 2 'text after a closing quote' '400,A,"m\nn"o,d,f,no,,page\n'
bad 'a quote in a field' 2 'a quote in a field that is not quoted' '400,A,m "n",d,f,no,,page\n'
bad 'a carriage return in a line' 2 'a carriage return without a line feed' '400,A,m\rn,d,f,no,,page\n'
bad 'a fault after quoted newlines' 5 'status is not a number from 100 to 599' '400,A,"m\n\nn",d,f,no,,page\nx,B,m,d,f,no,,page\n'
bad 'a fault in a field that begins later' 3 'retry is not yes, no or empty' '400,A,"m\nn",d,f,x,,page\n'

# What is accepted.
rows='400,A,"m, ""n""\no",d,f,no,x y,page\n429,B.C,p,,f,yes,#z,seen\n'
same 'CRLF' "$head$rows" "$(printf '%s' "$head$rows" | sed 's/\\n/\\r\\n/g')"
same 'a byte order mark' "$head$rows" "\357\273\277$head$rows"
same 'no newline at the end' "$head$rows" "$head${rows%??}"
same 'quotes that are not needed' "$head$a" "\"status\",\"code\",${header#*,*,}\n\"400\",\"A\",\"m\",\"d\",\"f\",\"no\",\"\",\"page\""
same 'spaces around aliases' "${head}400,A,m,d,f,no,x y,page\n" "${head}400,A,m,d,f,no,  x   y ,page\n"
same 'an alias in two spellings' "${head}400,A,m,d,f,no,x_y,page\n" "${head}400,A,m,d,f,no,x_y XY x.y x_y,page\n"
good 'statuses at the ends, and none' "${head}100,A,m,d,f,,,page\n599,B,m,d,f,,,page\n,C,m,d,f,,,seen\n"
good 'a row without a message, one without a code' "${head}400,A,,d,f,no,,seen\n,,m,d,f,no,#x,seen\n"
good 'no code at all' "${head}400,,m,d,f,no,,seen\n"
good 'the same text of two codes' "${head}${a}400,B,m,d,f,no,,page\n"
good 'a row of the page without a fix' "${head}400,A,m,d,,no,,page\n"
good 'a fragment named as a code' "${head}400,A,m,d,f,,#A,page\n"
good 'the fixture' "$(sed 's/[\\%]/&&/g' "$root/tests/codes.csv")"

# What is made.
has 'trigraphs and quotes' '400,A,"??/ \\ """,d,f,,,page\n' '	"\077\077/ \\ \"\0"'
has 'octal before a digit' '400,A,\303\2511,d,f,,,page\n' '	"\303\2511\0"'
check 'plain ASCII' '' "$(tr -d '\n\t -~' <out.c)"
good 'the order of keys' "${head}400,B,1,d,f,,Z #a-b,page\n400,A.B,1,d,f,,a B_a a__,page\n"
check 'the order of keys: sorted' '"#ab" "a" "ab" "b" "ba" "z"' "$(tr -d '\t' <out.c | sed -n 's/^\("[#a-z][a-z]*\)\\0"$/\1"/p' | tail -n 6 | paste -s -d ' ' -)"

# Many rows.
awk -v header=$header 'BEGIN {
	print header
	for (i = 0; i < 10000; i++)
		printf "%d,Code.N%d,%s %d,,f,,alias%d,page\n", 100 + i % 500, 10000 - i, "message", i, i
	for (i = 0; i < 10000; i++)
		printf "400,Same,message %d,,f,,,page\n", i
}' >many.csv
rm -f out*
check 'many rows' ' [0] out.c' "$(run many.csv out.c)"
check 'many rows: are all there' 1 "$(grep -c '^const uint32_t codes_row_count = 20000;$' out.c)"

# Files.
good 'over an old output' "$head$a"
cp out.c old
check 'over an old output: again' ' [0] out.c' "$(run in.csv out.c)"
check 'over an old output: the same bytes' '' "$(cmp old out.c 2>&1)"
printf 'x' >bad.csv
check 'a fault leaves an old output as it was' "bad.csv:1: $wrong_header [1] out.c" "$(run bad.csv out.c)"
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
