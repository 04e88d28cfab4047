#!/bin/sh
# data/picture.sh PROGRAM OUTPUT.svg: a terminal in which the commands below were run, as a picture. It is legible on light
# and on dark pages, and the same whenever the program answers the same.

if [ $# -ne 2 ]; then
	echo "usage: data/picture.sh PROGRAM OUTPUT.svg" >&2
	exit 2
fi
if ! command -v script >/dev/null; then
	echo "picture: script is missing. On Debian: apt-get install bsdutils" >&2
	exit 1
fi
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
ln -s "$program" "$dir/msc-err"
cat >"$dir/app.log" <<'END'
09:14:02 ERROR request 7: Error code: 401 - {'error': {'message': 'Incorrect API key provided.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}, 'request_id': '54dc32fd-968b-4aed-b6a8-ae63d6fda4d5'}
END
cat >"$dir/run" <<'END'
stty cols 88 rows 50
run() {
	printf '\033[2m$\033[0m %s\n' "$*"
	eval "$*"
}
run 'msc-err Throttling'
echo
run 'cat app.log'
echo
run 'msc-err <app.log'
END
unset COLUMNS NO_COLOR
(cd "$dir" && PATH=$dir:$PATH LC_ALL=C TERM=xterm script -qec 'sh run' /dev/null </dev/null >"$dir/out") || exit 1

tr -d '\r' <"$dir/out" | LC_ALL=C awk -v columns=88 '
	# Text in the style of the moment, on the line of the moment.
	function put(text) {
		while (text != "") {
			if (column == columns)
				next_line()
			part = substr(text, 1, columns - column)
			text = substr(text, length(part) + 1)
			column += length(part)
			gsub(/&/, "\\&amp;", part)
			gsub(/</, "\\&lt;", part)
			gsub(/>/, "\\&gt;", part)
			lines[count] = lines[count] (class == "" ? part : "<tspan class=\"" class "\">" part "</tspan>")
		}
	}
	function next_line() {
		widths[count] = column
		count++
		column = 0
	}
	BEGIN {
		classes[1] = "bold"; classes[2] = "dim"; classes[31] = "red"; classes[32] = "green"; classes[33] = "yellow"
		advance = 8.4; height = 20; margin = 20; count = 0
	}
	{
		rest = $0
		while (match(rest, /\033\[[0-9;]*m/)) {
			put(substr(rest, 1, RSTART - 1))
			n = split(substr(rest, RSTART + 2, RLENGTH - 3), codes, ";")
			rest = substr(rest, RSTART + RLENGTH)
			class = ""
			for (i = 1; i <= n; i++)
				if (codes[i] + 0 in classes)
					class = class (class == "" ? "" : " ") classes[codes[i] + 0]
		}
		put(rest)
		next_line()
	}
	END {
		wide = columns * advance + 2 * margin
		high = count * height + 2 * margin
		printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" role=\"img\">\n", \
			wide, high, wide, high
		print "<title>msc-err in a terminal</title>"
		print "<style>"
		print "text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, \"DejaVu Sans Mono\", monospace; white-space: pre; fill: #e6edf3 }"
		print "rect { fill: #161b22; stroke: #484f58 }"
		print ".bold { font-weight: bold } .dim { fill: #8b949e } .red { fill: #ff7b72 } .green { fill: #3fb950 } .yellow { fill: #d29922 }"
		print "@media (prefers-color-scheme: light) {"
		print "text { fill: #1f2328 } rect { fill: #f6f8fa; stroke: #d1d9e0 }"
		print ".dim { fill: #59636e } .red { fill: #cf222e } .green { fill: #1a7f37 } .yellow { fill: #9a6700 }"
		print "}"
		print "</style>"
		printf "<rect x=\"0.5\" y=\"0.5\" width=\"%g\" height=\"%g\" rx=\"8\"/>\n", wide - 1, high - 1
		for (i = 0; i < count; i++)
			if (widths[i] > 0)
				printf "<text x=\"%g\" y=\"%g\" textLength=\"%g\" xml:space=\"preserve\">%s</text>\n", \
					margin, margin + i * height + 15, widths[i] * advance, lines[i]
		print "</svg>"
	}' >"$dir/svg" || exit 1
grep -q 'class="bold">429 Throttling<' "$dir/svg" || { echo "picture: the program did not answer as ever" >&2; exit 1; }
cp "$dir/svg" "$2"
