# Completion of msc-err(1) in bash, for bash-completion.                      -*- shell-script -*-
# What there is to complete comes from the program itself; only the fields of -o are listed here.

# Offers those lines of standard input that begin with $2, in any case. Behind a tab a line may say what it means: that is
# shown where bash lists several. $1: what stands before each in the word.
_msc_err_offer()
{
    local before=$1 typed=$2 name meaning last='' i width=0
    local -a names=() meanings=()

    while IFS=$'\t' read -r name meaning; do
        # A code has several rows, sorted behind each other here.
        if [[ $name != "$last" ]] && _msc_err_begins "$name" "$typed"; then
            names+=("$before$name")
            meanings+=("$meaning")
            ((${#name} > width)) && width=${#name}
        fi
        last=$name
    done
    COMPREPLY=("${names[@]}")
    # Only where bash lists (TAB twice; or !, @: when it inserts no more than all have in common).
    if [[ ${#names[@]} -gt 1 && $COMP_TYPE == @(33|63|64) ]]; then
        for i in "${!names[@]}"; do
            printf -v name '%-*s  (%s)' $((${#before} + width)) "${names[i]}" "${meanings[i]}"
            # One a line, which is too long for half of it.
            printf -v 'COMPREPLY[i]' '%-*s' $((${COLUMNS:-80} / 2)) "$name"
        done
    fi
}

# Whether $1 begins with $2 in any case, which is ASCII's whatever the locale.
_msc_err_begins()
{
    local LC_ALL=C
    [[ ${1,,} == "${2,,}"* ]]
}

# The codes of the table, each with its first message in front.
_msc_err_codes()
{
    "$program" --list -o code,message 2>/dev/null | grep -v '^[[:blank:]]' | LC_ALL=C sort -s -t $'\t' -k 1,1
}

# The statuses of the table with their codes, and the classes of them.
_msc_err_statuses()
{
    local status code
    local -A codes=()

    while IFS=$'\t' read -r status code; do
        : "${code:=no code}"
        [[ ,\ ${codes[$status]-}, == *", $code,"* ]] || codes[$status]+=${codes[$status]:+, }$code
        codes[${status:0:1}xx]="every status that begins so"
    done < <("$program" --list -o status,code 2>/dev/null | grep '^[0-9]')
    for status in "${!codes[@]}"; do
        printf '%s\t%s\n' "$status" "${codes[$status]}"
    done
}

# The long options, as --help describes them; a description may go on in further lines.
_msc_err_options()
{
    local line option='' meaning=''

    while IFS= read -r line; do
        if [[ $option && $line =~ ^\ {20,}([^ ].*)$ ]]; then
            meaning+=" ${BASH_REMATCH[1]}"
            continue
        fi
        [[ ! $option ]] || printf '%s\t%s\n' "$option" "${meaning%%: status, *}"
        option=
        if [[ $line =~ ^\ +(-[[:alpha:]],\ )?(--[[:lower:]]+=?)[^\ ]*\ +(.*)$ ]]; then
            option=${BASH_REMATCH[2]} meaning=${BASH_REMATCH[3]}
        fi
    done < <("$program" --help 2>/dev/null)
}

# The fields that $1, before the last comma of -o's value, does not have yet.
_msc_err_fields()
{
    local field meaning

    while IFS=$'\t' read -r field meaning; do
        [[ ,$1 == *,$field,* ]] || printf '%s\t%s\n' "$field" "$meaning"
    done <<-'END'
	status	HTTP status
	code	error code
	message	message of the table
	description	what it means
	fix	what to do
	retry	yes, no or empty
	retryable	another name of retry
	source	page or seen
	match	what the row was found by
	file	file that was read
	line	line of it
	request_id	request ID
	input_status	HTTP status that came
	input_code	code that came
	input_message	message that came
	count	number, with --count
	END
}

# Completes $3, the value of option $1; $2 stands before it in the word.
_msc_err_value()
{
    case $1 in
        -s | --status) _msc_err_offer "$2" "$3" < <(_msc_err_statuses) ;;
        -c | --code) _msc_err_offer "$2" "$3" < <(_msc_err_codes) ;;
        -f | --file)
            local cur=$3 i
            _filedir
            for i in "${!COMPREPLY[@]}"; do
                COMPREPLY[i]=$2${COMPREPLY[i]}
            done
            ;;
        -o | --output)
            local last=${3##*,}
            local others=${3%"$last"}
            _msc_err_offer "$2$others" "$last" < <(_msc_err_fields "$others")
            compopt -o nospace
            ;;
        --color) _msc_err_offer "$2" "$3" <<<$'auto\ton a terminal\nalways\talways\nnever\tnever' ;;
        *) return 1 ;;
    esac
}

_msc_err()
{
    # shellcheck disable=SC2034 # _init_completion sets them
    local cur prev words cword split
    local program=${1/#~/$HOME} query=yes i
    _init_completion -s || return

    for ((i = 1; i < cword; i++)); do
        case ${words[i]} in
            --)
                _msc_err_offer '' "$cur" < <(_msc_err_codes)
                return
                ;;
            --list | --file | --file=* | --count | --tee) query= ;;
            --*) ;;
            - | -*[lft]*) query= ;;
        esac
    done
    # A value: in a word of its own, or behind its letter.
    if [[ $prev == --?* ]] && _msc_err_value "$prev" '' "$cur"; then
        return
    elif [[ $prev == --@(status|code|message|file|output|color) ]]; then
        return
    elif [[ $prev =~ ^-[rltjqhV]*([scmfo])$ ]]; then
        _msc_err_value "-${BASH_REMATCH[1]}" '' "$cur"
    elif [[ $cur =~ ^(-[rltjqhV]*([scmfo]))(.+)$ ]]; then
        _msc_err_value "-${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]}"
    elif [[ $cur == -* ]]; then
        _msc_err_offer '' "$cur" < <(_msc_err_options)
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    elif [[ $query && $cur == [0-9]* ]]; then
        _msc_err_offer '' "$cur" < <(_msc_err_statuses)
    elif [[ $query ]]; then
        _msc_err_offer '' "$cur" < <(_msc_err_codes)
    fi
} &&
    complete -F _msc_err msc-err
