#!/bin/sh
# tests/responses.sh MSC_ERR: what the program finds in each text of tests/responses.tsv, with the real table.
#
# A line of that file is a failure: the code of its row, then status, code, message and request ID as -o prints them, *
# for any. Last comes the text: one line, or @NAME for the file tests/responses/NAME. A text with two failures has two
# lines; one that reports no failure has - as the row. Names, keys and IDs are made up.
#
# Each text is read alone, in a log, and between other failures: it must make no difference.

. "$(dirname "$0")/common.sh"

if [ $# -ne 1 ]; then
	echo "usage: tests/responses.sh MSC_ERR" >&2
	exit 2
fi
program msc-err "$1"
cd "$dir" && mkdir alone log failures || exit 2

# Each text becomes a file, named by its line in the table; `wanted` has a line for each failure.
export root
awk -F '\t' '
	NR == 1 { next }
	$6 != text { text = $6; name = sprintf("%04d", NR) }
	$6 ~ /^@/ { system("cp \"$root/tests/responses/" substr($6, 2) "\" alone/" name) }
	$6 !~ /^@/ { print $6 >("alone/" name); close("alone/" name) }
	$1 != "-" { print name "\t" $1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 }' "$root/tests/responses.tsv" >wanted

# More lines than the pre-filter needs to work as it does in a long log; but a bare message counts in short input only.
awk 'BEGIN {
	for (i = 1000; i < 1600; i++)
		print "2026-03-14 09:26:53." i " INFO chat - all is well (8000 of 30720)"
	print ""
}' >before
other='{"status_code":499,"code":"Throttling","message":"m","request_id":"other"}'
printf '%s\n\n' "$other" >other
printf '\n\n%s\n' "$other" >behind
for text in alone/*; do
	cat before "$text" behind >"log/${text#*/}"
	cat other "$text" behind >"failures/${text#*/}"
done

# read_all FOLDER: the texts in the folder have the failures in `wanted` and no others.
read_all() {
	folder=$1
	cd "$folder" || exit 2
	set -- [0-9]*
	for text; do
		set -- "$@" -f "$text"
		shift
	done
	msc-err -o file,code,input_status,input_code,input_message,request_id "$@" >../read 2>../said
	cd ..
	grep -v "${tab}other$" read >found
	awk -F '\t' '
		function matches(wanted, found,   w, f, i) {
			if (split(wanted, w) != split(found, f))
				return 0
			for (i in w)
				if (w[i] != "*" && w[i] != f[i])
					return 0
			return 1
		}
		NR == FNR { wanted[$1, ++wants[$1]] = $0; seen[$1]; next }
		{ found[$1, ++finds[$1]] = $0; seen[$1] }
		END {
			for (name in seen)
				for (i = 1; i <= wants[name] || i <= finds[name]; i++)
					if (!matches(wanted[name, i], found[name, i])) {
						print name
						break
					}
		}' wanted found | sort >wrong
	while read -r text; do
		fail "$folder/$text: $(head -n 3 "alone/$text" | cut -c 1-160)"
		echo "  expected: $(grep "^$text" wanted)"
		echo "  found:    $(grep "^$text" found)"
	done <wrong
	passed=$((passed + $# / 2 - $(wc -l <wrong)))
	check "$folder: nothing is said on standard error" '' "$(cat said)"
}
read_all alone
# A message without a status or a code is a failure only if there is nothing better.
awk -F '\t' '$3 != "" || ($4 != "" && $4 != "*") || $2 == ""' wanted >better
mv better wanted
read_all log
read_all failures
finish
