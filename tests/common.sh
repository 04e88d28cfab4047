# shellcheck shell=sh disable=SC2034
# Every test script begins with this: . "$(dirname "$0")/common.sh"
#
# The environment is then the same whatever the caller's is, standard input is empty, and the script has
#
#	$root                        the source folder
#	$dir                         an empty folder, removed at the end. It has a plain name, and programs can run in it
#	check NAME EXPECTED GOT      passes if the two are equal
#	try NAME COMMAND...          passes if the command succeeds; its output is shown if not
#	pass, fail TEXT, skip N WHY  count a test
#	limit COMMAND...             runs it for 60 seconds at most, or TEST_SECONDS
#	have PROGRAM...              whether all these programs are there
#	program NAME FILE            makes FILE the program NAME in $dir/bin, which is first in PATH
#	terminal                     whether script(1) gives a program a terminal
#	gnu_parallel                 whether parallel is GNU's; moreutils has another
#	finish                       prints the last line and exits: "SCRIPT: N passed, N failed, N skipped"

unset CDPATH COLUMNS LINES NO_COLOR POSIXLY_CORRECT BASH_ENV ENV IFS TAR_OPTIONS GZIP LANGUAGE GREP_OPTIONS GREP_COLORS \
	LESS MANPATH MANPAGER MANOPT PAGER ZDOTDIR FAULT FAULT_MARK LD_PRELOAD PARALLEL PARALLEL_SHELL PARALLEL_HOME \
	MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES XDG_DATA_HOME BASH_COMPLETION_USER_DIR BASH_COMPLETION_USER_FILE
LC_ALL=C TERM=xterm SHELL=/bin/sh
export LC_ALL TERM SHELL
exec </dev/null

script=$(basename "$0" .sh)
root=$(cd "$(dirname "$0")/.." && pwd)
newline='
'
tab=$(printf '\t')
passed=0
failed=0
skipped=0
reasons=

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	printf 'FAILED: %s\n' "$*"
}

skip() {
	skipped=$((skipped + $1))
	case $reasons, in
	*"$2",*) ;;
	*) reasons="$reasons${reasons:+, }$2" ;;
	esac
}

last='the start'
check() {
	last=$1
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		fail "$1$newline  expected: $2$newline  got:      $3"
	fi
}

try() {
	tried=$1
	shift
	if "$@" >"$dir/log" 2>&1; then
		pass
	else
		fail "$tried"
		tail -n 30 "$dir/log"
	fi
}

have() {
	for wanted; do
		command -v "$wanted" >/dev/null || return 1
	done
}

# timeout is in coreutils and busybox. Without it, there is the limit of tests/run.c.
if have timeout; then
	limit() {
		timeout "${TEST_SECONDS:-60}" "$@"
	}
else
	limit() {
		"$@"
	}
fi

terminal() {
	[ "$(script -qec 'echo on a terminal' /dev/null 2>&1 | tr -d '\r')" = 'on a terminal' ]
}

gnu_parallel() {
	parallel --version 2>/dev/null </dev/null | grep -q '^GNU parallel'
}

program() {
	ln -s "$(cd "$(dirname "$2")" && pwd)/$(basename "$2")" "$dir/bin/$1"
}

finish() {
	if [ $skipped -gt 0 ]; then
		echo "$script: $passed passed, $failed failed, $skipped skipped: $reasons"
	else
		echo "$script: $passed passed, $failed failed"
	fi
	[ $failed -eq 0 ]
	exit
}

# The folder: programs and shells split names at blanks and colons, and some file systems let no program run.
dir=
for place in "${TMPDIR:-/tmp}" /tmp /var/tmp "$root/build"; do
	case $place in
	[!/]* | *[!A-Za-z0-9/._-]*) continue ;;
	esac
	dir=$(mktemp -d "$place/msc-err-XXXXXX" 2>/dev/null) || continue
	mkdir "$dir/bin"
	printf '#!/bin/sh\n' >"$dir/bin/try"
	chmod +x "$dir/bin/try"
	"$dir/bin/try" 2>/dev/null && break
	rm -rf "$dir"
	dir=
done
if [ -z "$dir" ]; then
	skip 1 "there is no folder for temporary files that has a plain name and lets programs run"
	finish
fi
rm "$dir/bin/try"
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT
trap 'echo "$script: stopped; the last test that ended is: $last"; exit 2' TERM
user_path=$PATH
TMPDIR=$dir HOME=$dir PATH=$dir/bin:$PATH
export TMPDIR HOME PATH
