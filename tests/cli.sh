#!/bin/sh
# tests/cli.sh [--update] MSC_ERR MSC_ERR_WITH_THE_TABLE_OF_THE_TESTS [FILE.t]...: the command line, run.
#
# tests/cli/*.t: a line "$ COMMAND", then what it prints to standard output and standard error and, if it is not 0,
# its exit status as [N]. Lines with # are comments. `msc-err` has the table tests/codes.csv, in real.t the real one.
# Standard input is empty, the directory a new one. Without a FILE all are run. --update writes what is printed now into
# the files: read the diff.

. "$(dirname "$0")/common.sh"

update=
if [ "$1" = --update ]; then
	update=yes
	shift
fi
if [ $# -lt 2 ]; then
	echo "usage: tests/cli.sh [--update] MSC_ERR MSC_ERR_WITH_THE_TABLE_OF_THE_TESTS [FILE.t]..." >&2
	exit 2
fi
mkdir "$dir/work"
program msc-err.real "$1"
program msc-err.fixture "$2"
shift 2
[ $# -gt 0 ] || set -- "$root"/tests/cli/*.t

# run FILE: the file, with what its commands print now. Each is run in a subshell of one shell.
run() {
	{
		cat <<'END'
shown() {
	printf '$ %s\n' "$1"
	(eval "$1") 2>&1 </dev/null
	status=$?
	[ $status -eq 0 ] || echo "[$status]"
}
comment() {
	printf '\n%s\n' "$1"
}
END
		sed -n "s/'/'\\\\''/g; s/^\\\$ \\(.*\\)/shown '\\1'/p; s/^#.*/comment '&'/p" "$1"
	} >"$dir/script"
	(cd "$dir/work" && limit sh "$dir/script")
}

for file; do
	table=fixture
	[ "${file##*/}" = real.t ] && table=real
	ln -sf "msc-err.$table" "$dir/bin/msc-err"
	if [ "${file##*/}" = terminal.t ] && ! terminal; then
		skip "$(grep -c '^\$ ' "$file")" "no terminal can be had (script, /dev/pts)"
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
[ -n "$update" ] && exit

# The columns of the CSV, but for the aliases, can be had back from the fields of --list.
if msc-err.real --list -o status,code,message,description,fix,retry,source | awk -v csv="$root/data/codes.csv" '
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
	pass
else
	fail "--list does not give data/codes.csv back"
fi
finish
