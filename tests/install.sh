#!/bin/sh
# tests/install.sh: installs into an empty folder, uses what is there, uninstalls, and finds nothing left. Run by make
# check-install, which has built all. What needs a tool that is not there is skipped.

. "$(dirname "$0")/common.sh"
cd "$root" || exit 2
make=${MAKE:-make}

# files FOLDER: what lies in it but folders, with permissions.
files() {
	(cd "$1" && find . ! -type d -exec ls -l {} + | awk '{ print substr($1, 1, 10) " " $NF }' | sort -k 2)
}

# A name with a space in it, and a umask that would hide all from others.
umask 077
stage="$dir/a stage"
"$make" -s install DESTDIR="$stage" PREFIX=/usr
check 'make install' 0 $?
check 'the files' '-rwxr-xr-x ./usr/bin/msc-err
-rw-r--r-- ./usr/share/bash-completion/completions/msc-err
-rw-r--r-- ./usr/share/fish/vendor_completions.d/msc-err.fish
-rw-r--r-- ./usr/share/man/man1/msc-err.1
-rw-r--r-- ./usr/share/man/man7/msc-err-codes.7
-rw-r--r-- ./usr/share/zsh/site-functions/_msc-err' "$(files "$stage")"
check 'the folders are open to all' '' "$(find "$stage/usr" -type d ! -perm -755)"
check 'no trace of the folder of the build' '' "$(grep -rl -e "$root" "$stage")"
share="$stage/usr/share"

PATH="$stage/usr/bin:$PATH"
check 'the program runs' '429	Throttling' "$(msc-err throttling -o status,code)"

if have man mandb; then
	check 'man finds msc-err(1)' "$share/man/man1/msc-err.1" "$(man -M "$share/man" -w msc-err)"
	check 'man finds msc-err-codes(7)' "$share/man/man7/msc-err-codes.7" "$(man -M "$share/man" -w 7 msc-err-codes)"
	codes=$(msc-err --list -o code | grep . | sort -u)
	MANWIDTH=200 man -M "$share/man" 7 msc-err-codes 2>/dev/null | col -bx >"$dir/shown"
	check 'man shows every code, once' "$codes" \
		"$(sed -n 's/^ \{5,7\}\([^ ]*\)\( +\)\{0,1\}$/\1/p' "$dir/shown" | grep -Fx "$codes" | sort)"
	check 'and marks those that are not of the page' "$(msc-err --list -o source,code | sed -n "s/^page$tab//p" | sort -u)" \
		"$(sed -n 's/^ \{5,7\}\([^ ]*\)$/\1/p' "$dir/shown" | grep -Fx "$codes" | sort)"
	cp -R "$share/man" "$dir/man"
	mandb -qc "$dir/man" 2>/dev/null
	check 'man -k DashScope' 'msc-err-codes (7)    - error codes of Alibaba Cloud Model Studio (DashScope)' \
		"$(man -M "$dir/man" -k DashScope 2>/dev/null)"
	check 'whatis' 2 "$(man -M "$dir/man" -k 'Model Studio' 2>/dev/null | wc -l)"
else
	skip 6 "no man"
fi
if have mandoc; then
	build/mkman tests/codes.csv 'January 1, 2026' >"$dir/odd.7"
	for page in "$share/man/man7/msc-err-codes.7" "$dir/odd.7"; do
		# The other page is found only where it is installed for the system.
		check 'mandoc -Tlint' '' "$(mandoc -Tlint "$page" | grep -v 'STYLE: referenced manual not found: Xr msc-err 1')"
	done
	check 'a page of odd characters shows them' '         message      C:\temp\new is not a path.' \
		"$(mandoc -Tascii "$dir/odd.7" | col -bx | grep '^ *message  *C:' | sed 's/^ */         /')"
else
	skip 3 "no mandoc"
fi

# The generator of the page.
check 'mkman without a date' 'usage: mkman INPUT.csv DATE
[2]' "$(build/mkman data/codes.csv 2>&1 || echo "[$?]")"
printf 'status\n' >"$dir/bad.csv"
check 'mkman refuses a bad table' "$dir/bad.csv:1: the header is not status,code,message,description,fix,retry,aliases,source
[1]" \
	"$(build/mkman "$dir/bad.csv" x 2>&1 || echo "[$?]")"
if [ -w /dev/full ]; then
	check 'mkman reports a full disk' 'mkman: standard output: No space left on device
[1]' \
		"$(build/mkman data/codes.csv x 2>&1 >/dev/full || echo "[$?]")"
else
	skip 1 "no /dev/full"
fi

# Each shell finds its completion where it lies.
export HOME="$dir" XDG_CONFIG_HOME="$dir" XDG_DATA_DIRS="$share"
if [ -f /usr/share/bash-completion/bash_completion ]; then
	# shellcheck disable=SC2016
	check 'bash finds its completion' 'complete -F _msc_err msc-err' "$(bash --norc --noprofile -c '
		. /usr/share/bash-completion/bash_completion
		_completion_loader msc-err
		complete -p msc-err')"
else
	skip 1 "no bash-completion"
fi
if have zsh; then
	# shellcheck disable=SC2016
	check 'zsh finds its completion' _msc-err "$(zsh -f -c '
		fpath=("$0" $fpath)
		autoload -Uz compinit && compinit -u -D
		print ${_comps[msc-err]}' "$share/zsh/site-functions")"
else
	skip 1 "no zsh"
fi
if have fish; then
	check 'fish finds its completion' Arrearage "$(fish -c 'complete -C "msc-err Arr"' | cut -f 1)"
else
	skip 1 "no fish"
fi

"$make" -s uninstall DESTDIR="$stage" PREFIX=/usr
check 'make uninstall' 0 $?
check 'nothing is left, no folder either' gone "$([ -e "$stage" ] || echo gone)"

# Every folder can be another.
set -- DESTDIR="$dir/b" PREFIX=/p BINDIR=/b MANDIR=/m BASHCOMPDIR=/bash ZSHCOMPDIR=/zsh FISHCOMPDIR=/fish
"$make" -s install "$@"
check 'every folder can be another' './b/msc-err ./bash/msc-err ./fish/msc-err.fish ./m/man1/msc-err.1 ./m/man7/msc-err-codes.7 ./zsh/_msc-err ' \
	"$(files "$dir/b" | cut -d ' ' -f 2 | tr '\n' ' ')"
"$make" -s uninstall "$@"
check 'and is left empty' gone "$([ -e "$dir/b" ] || echo gone)"
mkdir -p "$dir/c/bin" "$dir/c/share/man"
"$make" -s install PREFIX="$dir/c"
"$make" -s uninstall PREFIX="$dir/c"
check 'a folder that was there stays' "$dir/c/bin$newline$dir/c/share$newline$dir/c/share/man" "$(find "$dir/c" -mindepth 1 | sort)"
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 555 "$dir/d"
	check 'a folder that cannot be written' "$dir/d is not writable. Try: sudo make install" \
		"$("$make" -s install PREFIX="$dir/d" 2>&1 | grep -v '^make')"
else
	skip 1 "root can write everywhere"
fi

finish
