#!/bin/sh
# tests/cli.sh [--update] MSC_ERR MSC_ERR_WITH_THE_TABLE_OF_THE_TESTS: the command line, run.
#
# tests/cli/*.t: a line "$ COMMAND", then what it prints to standard output and standard error and, if it is not 0,
# its exit status as [N]. Lines with # are comments. `msc-err` has the table tests/codes.csv, in real.t the real one.
# Standard input is empty, the directory a new one. --update writes what is printed now into the files: read the diff.

unset COLUMNS NO_COLOR POSIXLY_CORRECT
LC_ALL=C TERM=xterm
export LC_ALL TERM

update=
if [ "$1" = --update ]; then
	update=yes
	shift
fi
if [ $# -ne 2 ]; then
	echo "usage: tests/cli.sh [--update] MSC_ERR MSC_ERR_WITH_THE_TABLE_OF_THE_TESTS" >&2
	exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$dir/real" "$dir/fixture" "$dir/work"
ln -s "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$dir/real/msc-err"
ln -s "$(cd "$(dirname "$2")" && pwd)/$(basename "$2")" "$dir/fixture/msc-err"
user_path=$PATH

# run FILE: the file, with what its commands print now.
run() {
	while IFS= read -r line; do
		case $line in
		'$ '*)
			printf '%s\n' "$line"
			(cd "$dir/work" && exec sh -c "${line#??}") </dev/null >"$dir/output" 2>&1
			status=$?
			cat "$dir/output"
			[ $status -eq 0 ] || echo "[$status]"
			;;
		'#'*) printf '\n%s\n' "$line" ;;
		esac
	done <"$1"
}

passed=0
failed=0
skipped=0
for file in "$root"/tests/cli/*.t; do
	table=fixture
	[ "${file##*/}" = real.t ] && table=real
	PATH=$dir/$table:$user_path
	if [ "${file##*/}" = terminal.t ] && ! script -qc true /dev/null >/dev/null 2>&1; then
		skipped=$((skipped + $(grep -c '^\$ ' "$file")))
		continue
	fi
	run "$file" >"$dir/now"
	if [ -n "$update" ]; then
		cmp -s "$dir/now" "$file" || cat "$dir/now" >"$file"
		continue
	fi
	# Commands whose lines, up to the next command, are not those of the file.
	wrong=$(awk 'BEGIN { n = 0 } /^\$ / { n++ } NR == FNR { a[n] = a[n] $0 "\n"; next } FNR == 1 { n = /^\$ / } { b[n] = b[n] $0 "\n" }
		END { for (i in a) if (a[i] != b[i]) w++; print w + 0 }' "$file" "$dir/now")
	failed=$((failed + wrong))
	passed=$((passed + $(grep -c '^\$ ' "$file") - wrong))
	[ "$wrong" -eq 0 ] || diff -u "$file" "$dir/now"
done
PATH=$user_path
[ -n "$update" ] && exit

# The columns of the CSV, but for the aliases, can be had back from the fields of --list.
if "$1" --list -o status,code,message,description,fix,retry,source | awk -v csv="$root/data/codes.csv" '
	function unescaped(s,   out, c) {
		while (match(s, /\\./)) {
			c = substr(s, RSTART + 1, 1)
			out = out substr(s, 1, RSTART - 1) (c == "n" ? "\n" : c == "t" ? "\t" : c)
			s = substr(s, RSTART + 2)
		}
		return out s
	}
	BEGIN {
		FS = "\t"
		while ((getline line < csv) > 0)
			rest = rest line "\n"
		sub(/^[^\n]*\n/, "", rest)
	}
	{
		record = ""
		for (i = 1; i < NF; i++) {
			field = unescaped($i)
			if (field ~ /[",\n]/) {
				gsub(/"/, "\"\"", field)
				field = "\"" field "\""
			}
			record = record field ","
		}
		if (substr(rest, 1, length(record)) != record) {
			print "data/codes.csv: another row than " record
			exit failure = 1
		}
		rest = substr(rest, length(record) + 1)
		end = index(rest, "\n")
		if (substr(rest, end - length($NF) - 1, length($NF) + 1) != "," $NF) {
			print "data/codes.csv: another source than " $NF " of " record
			exit failure = 1
		}
		rest = substr(rest, end + 1)
	}
	END { exit failure || rest != "" || NR == 0 }'; then
	passed=$((passed + 1))
else
	echo "--list does not give data/codes.csv back"
	failed=$((failed + 1))
fi

if [ $skipped -gt 0 ]; then
	echo "cli: $passed passed, $failed failed, $skipped skipped"
else
	echo "cli: $passed passed, $failed failed"
fi
[ $failed -eq 0 ]
