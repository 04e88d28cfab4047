#!/bin/sh
# tests/completion.sh MSC_ERR: bash, zsh and fish are asked what they complete, each with the files in data/completions
# where it looks for them. A missing shell is skipped and named.

. "$(dirname "$0")/common.sh"

if [ $# -ne 1 ]; then
	echo "usage: tests/completion.sh MSC_ERR" >&2
	exit 2
fi
program real "$1"
program=$dir/bin/real
export dir XDG_DATA_DIRS="$dir/share" XDG_CONFIG_HOME="$dir/home" XDG_DATA_HOME="$dir/home" TERM=dumb COLUMNS=200
mkdir -p "$dir/home" "$dir/work" "$dir/share/bash-completion/completions" "$dir/share/fish/vendor_completions.d"
cp "$root/data/completions/msc-err.bash" "$dir/share/bash-completion/completions/msc-err"
cp "$root/data/completions/_msc-err" "$dir/share"
cp "$root/data/completions/msc-err.fish" "$dir/share/fish/vendor_completions.d"
cd "$dir/work" || exit 2
: >answer.json
: >answer.log

# Prints its arguments, unless a completion runs it.
cat >"$dir/bin/msc-err" <<END
#!/bin/sh
case \$* in
--list* | --help) exec "$program" "\$@" ;;
esac
printf 'ran:'
printf ' <%s>' "\$@"
echo
END
chmod +x "$dir/bin/msc-err"

# What is typed, and what is offered then: sorted, without what stands before it in the word.
codes=$("$program" --list -o code | grep . | sort -u)
statuses=$("$program" --list -o status | grep . | sort -u)
# The names in src/answer.c, and the one of JSON.
fields=$({
	echo retryable
	sed -n 's/.*\[FIELD_[A-Z_]*\] = {"\([a-z_]*\)".*/\1/p' "$root/src/answer.c"
} | sort | tr '\n' ' ')

# offered WORD: the codes that begin so in any case. fish offers only those in the case that was typed, if there are any.
offered() {
	case=-i
	[ "$shell" != fish ] || ! echo "$codes" | grep -q "^$1" || case=-e
	echo "$codes" | grep $case "^$1" | tr '\n' ' '
}

# begin NUMBER: the statuses that begin so.
begin() {
	echo "$statuses" | grep "^$1" | tr '\n' ' '
}

# What $shell is to offer.
table() {
	cat <<END
msc-err Thr = $(offered Thr)
msc-err thrott = $(offered thrott)
msc-err -c Thr = $(offered Thr)
msc-err -jc arrear = $(offered arrear)
msc-err -jcArr = $(offered Arr)
msc-err --code=Thr = $(offered Thr)
msc-err -q -- Arr = $(offered Arr)
msc-err  = $(offered '')
msc-err 50 = $(begin 50)
msc-err -s 5 = $(begin 5)5xx
msc-err --status=5 = $(begin 5)5xx
msc-err -s  = $({ echo "$statuses" && echo "$statuses" | sed 's/..$/xx/' | sort -u; } | sort | tr '\n' ' ')
msc-err -o  = $fields
msc-err -o sta = status
msc-err -o status,in = input_code input_message input_status
msc-err -lo code,zz =
msc-err -lostatus,input_c = input_code
msc-err --output=status,input_c = input_code
msc-err --color  = always auto never
msc-err --color=a = always auto
msc-err -f a = answer.json answer.log
msc-err --file=answer.l = answer.log
msc-err -f answer.log Thr =
msc-err - Thr =
msc-err -l Thr =
msc-err -m Thr =
msc-err --sta = --status
msc-err -- = $("$program" --help | sed -n 's/^ .* \(--[a-z]*\).*/\1/p' | grep . | sort -u | tr '\n' ' ')
END
}
for shell in bash zsh fish; do
	table | sed 's/  *$//' >"$dir/$shell.table"
done

# Drivers: each writes "== LINE" and the candidates after it, with a tab and what they mean where it knows.

cat >"$dir/bash" <<'END'
. /usr/share/bash-completion/bash_completion
_completion_loader msc-err
compopt() { :; }
while IFS= read -r line; do
	echo "== $line"
	line=${line% =*}
	COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9 COMP_KEY=9 COMPREPLY=()
	words=${line//=/ = }
	read -ra COMP_WORDS <<<"$words"
	[[ $words == *' ' ]] && COMP_WORDS+=('')
	[[ $line == *= ]] && unset 'COMP_WORDS[-1]'
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	_msc_err msc-err "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
	((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
done
END

cat >"$dir/zsh" <<'END'
zmodload zsh/zpty || exit 1
zpty shell 'zsh -f -i' || exit 1
zpty -w shell 'source $dir/zshrc'
while IFS= read -r line; do
	print -r -- "== $line"
	: >| $dir/offered
	zpty -w -n shell $'\C-u'"${line% =*}"$'\t'
	for i in {1..500}; do
		[[ "$(<$dir/offered)" == *'== done' ]] && break
		sleep 0.01
	done
	(( i < 500 )) || print 'no answer'
	sed '$d' $dir/offered
done
zpty -d shell
END
cat >"$dir/zshrc" <<'END'
PROMPT=
fpath=($dir/share $fpath)
autoload -Uz compinit && compinit -u -D
setopt extendedglob
unsetopt auto_list auto_menu
zstyle ':completion:*' list-separator ''
bindkey '^I' complete-word
# What a completion adds is written down first.
compadd() {
	local -a found shown
	local i=${@[(i)-[a-zA-Z]#d]}

	if [[ " ${(j: :)@[1,(i)(-|--)]} " != *' -'[a-zA-Z1]#[OAD]' '* ]]; then
		(( i < $# )) && { [[ $@[i+1] == \(* ]] && eval "shown=$@[i+1]" || shown=("${(@P)@[i+1]}") }
		builtin compadd -A found -D shown "$@"
		for ((i = 1; i <= $#found; i++)); do
			print -r -- $found[i]$'\t'${shown[i]#$found[i] ##}
		done >>$dir/offered
	fi
	builtin compadd "$@"
}
finish() {
	print -r -- '== done' >>$dir/offered
	comppostfuncs=(finish)
}
comppostfuncs=(finish)
END

cat >"$dir/fish" <<'END'
while read -l line
    echo "== $line"
    complete -C (string replace -r ' =[^=]*$' '' -- $line)
end
END

# What a driver wrote, in the form of the table.
tabulate() {
	awk -F '\t' '
		/^== / {
			number++
			sub(/^== /, "")
			sub(/ =[^=]*$/, "")
			line = $0
			print number "\t" line "\t"
			next
		}
		{
			name = $1
			sub(/^-(-[a-z]*=|[a-z]+)/, "", name) # the option that a value is attached to
			if (name == "" || $1 ~ /^--[a-z]*=?$/)
				name = $1
			sub(/^.*,/, "", name)
			sub(/[= ]$/, "", name)
			print number "\t" line "\t" name
		}' | sort -u -t "$(printf '\t')" -k 1,1n -k 3 | awk -F '\t' '
		$1 != number { printf "%s%s =", number ? "\n" : "", $2 }
		$3 != "" { printf " %s", $3 }
		{ number = $1 }
		END { print "" }'
}

# The description of each long option in --help, on one line.
describe() {
	"$program" --help | awk '
		/^  (-., |    )--[a-z]/ {
			match($0, /--[a-z]+/)
			name = substr($0, RSTART, RLENGTH)
			sub(/^ *(-., )?--[^ ]* +/, "")
			said[name] = $0
			next
		}
		/^                        / && name { sub(/^ +/, ""); said[name] = said[name] " " $0; next }
		{ name = "" }
		END { for (name in said) { sub(/: status, .*/, "", said[name]); print name "\t" said[name] } }' | sort
}

# same WHAT EXPECTED_FILE GOT_FILE
same() {
	if cmp -s "$2" "$3"; then
		pass
	else
		fail "$1"
		diff -u "$2" "$3"
	fi
}

# why_not SHELL: why it cannot be asked.
why_not() {
	if ! have "$1"; then
		echo "no $1"
	elif [ "$1" = bash ] && [ ! -f /usr/share/bash-completion/bash_completion ]; then
		echo "no bash-completion"
	elif [ "$1" = bash ] && [ ! -e /dev/fd/0 ]; then
		echo "no /dev/fd for bash"
	elif [ "$1" = zsh ] && ! zsh -f -c 'zmodload zsh/zpty && zpty try true' >/dev/null 2>&1; then
		echo "no terminal for zsh (/dev/pts)"
	fi
}

lines=$(wc -l <"$dir/bash.table")
describe >"$dir/options"
first=$("$program" -lc InvalidParameter -o code,message | head -n 1)
for shell in bash zsh fish; do
	[ -z "$(why_not $shell)" ] || continue
	case $shell in
	bash) limit bash --noprofile --norc "$dir/bash" ;;
	zsh) limit zsh -f "$dir/zsh" ;;
	fish) limit fish "$dir/fish" ;;
	esac <"$dir/$shell.table" >"$dir/$shell.out" 2>&1 &
done
wait
for shell in bash zsh fish; do
	if [ ! -f "$dir/$shell.out" ]; then
		skip "$lines" "$(why_not $shell)"
		continue
	fi
	tabulate <"$dir/$shell.out" >"$dir/$shell.now"
	wrong=$(diff "$dir/$shell.table" "$dir/$shell.now" | grep -c '^<')
	[ "$wrong" -eq 0 ] || diff -u "$dir/$shell.table" "$dir/$shell.now" | sed '1,3d'
	failed=$((failed + wrong))
	passed=$((passed + lines - wrong))
	# bash has no place for descriptions but its lists, below.
	[ $shell = bash ] && continue
	sed -n '/^== msc-err -- =/,/^== /p' "$dir/$shell.out" | grep -v '^==' | tr -s ' \t' ' \t' | sed 's/\t */\t/' | sort >"$dir/$shell.options"
	# What zsh adds to a long list has codes and descriptions apart: there _describe is asked.
	if [ $shell = zsh ]; then
		# shellcheck disable=SC2016
		zsh -f -c 'setopt extendedglob
			_arguments() { _msc_err_codes }
			_call_program() { shift; "$@" }
			_describe() { print -rl -- ${codes/:/$'"'\\t'"'} }
			words=(msc-err)
			source "$0"' "$dir/share/_msc-err"
	else
		sed -n '/^== msc-err  =/,/^== msc-err 50/p' "$dir/$shell.out"
	fi | grep "^InvalidParameter$tab" >"$dir/described"
	check "$shell describes a code by its first message" "$first" "$(cat "$dir/described")"
	same "$shell describes the options as --help does" "$dir/options" "$dir/$shell.options"
done

# bash once more, with keys pressed: TAB completes, a TAB that changes nothing lists the next time.
cat >"$dir/bashrc" <<'END'
. /usr/share/bash-completion/bash_completion
bind 'set bell-style none' 'set page-completions off'
PS1=
END
cat >"$dir/pressed" <<'END'
ran: <-jc> <Arrearage>
ran: <-o> <status,input_code> <--color=always> <Throttling.RateQuota>
Throttling (Requests throttling triggered.)
--tee (copy standard input to standard output, unchanged, and explain on standard error)
ran: <--status=503> <-f> <answer.log>
END
if [ -f "$dir/bash.out" ] && terminal; then
	printf '%b' 'msc-err -jc arr\t\n' 'msc-err -o sta\t,input_co\t --col\talw\t THROTTLING.rat\t\n' \
		'msc-err THR\t\t\t\001\013msc-err --\t\t\001\013msc-err --status=503\t -f answer.l\t\nexit\n' >"$dir/keys"
	limit script -qec "bash --noprofile --rcfile '$dir/bashrc' -i" /dev/null <"$dir/keys" | tr -d '\r' | tr -s ' ' |
		sed 's/  *$//' | grep -e '^ran:' -e '^Throttling ' -e '^--tee' >"$dir/bash.pressed"
	same 'bash completes what is typed' "$dir/pressed" "$dir/bash.pressed"
else
	skip 1 "no terminal can be had for bash"
fi
finish
