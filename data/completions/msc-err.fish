# Completion of msc-err(1) in fish. Codes and statuses come from the program itself.

# What the program on the command line prints.
function __msc_err_run
    set -l words (commandline -opc)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    command $program $argv 2>/dev/null
end

# Each code once, with its first message.
function __msc_err_codes
    __msc_err_run --list -o code,message | awk -F '\t' '$1 != "" && !seen[$1]++'
end

# The statuses of the table with their codes, and the classes of them.
function __msc_err_statuses
    set -l rows (__msc_err_run --list -o status,code | string match -r '^\d.*' | string replace -r '\t$' '\tno code' | sort -u)
    for status_ in (string replace -r '\t.*' '' -- $rows | sort -u)
        set -l codes (string replace -fr "^$status_\t" '' -- $rows)
        printf '%s\t%s\n' $status_ (string join ', ' -- $codes)
    end
    for class in (string replace -fr '^(.).*' '$1xx' -- $rows | sort -u)
        printf '%s\tevery status that begins so\n' $class
    end
end

# The fields that the value of -o does not have yet, behind those that it has.
function __msc_err_fields
    set -l value (commandline -ct | string replace -r '^(--output=|-[a-zA-Z]*o)' '')
    set -l before (string replace -rf '^(.*,).*' '$1' -- $value)
    for row in status\t'HTTP status' \
        code\t'error code' \
        message\t'message of the table' \
        description\t'what it means' \
        fix\t'what to do' \
        retry\t'yes, no or empty' \
        retryable\t'another name of retry' \
        source\t'page or seen' \
        match\t'what the row was found by' \
        file\t'file that was read' \
        line\t'line of it' \
        request_id\t'request ID' \
        input_status\t'HTTP status that came' \
        input_code\t'code that came' \
        input_message\t'message that came' \
        count\t'number, with --count'
        set -l field (string split -m 1 \t -- $row)[1]
        string match -q "*,$field,*" -- ",$before"; or echo "$before$row"
    end
end

# Whether a QUERY may stand here: nothing before it reads responses or lists.
function __msc_err_looks_up
    not __fish_contains_opt -s f -s l -s t file list tee count
    and not contains -- - (commandline -opc)
end

complete -c msc-err -f
complete -c msc-err -n __msc_err_looks_up -a '(__msc_err_codes)'
complete -c msc-err -n '__msc_err_looks_up; and string match -qr "^[0-9]" -- (commandline -ct)' -a '(__msc_err_statuses)'

complete -c msc-err -s s -l status -x -d 'with this HTTP status; 4xx for a class' -a '(__msc_err_statuses)'
complete -c msc-err -s c -l code -x -d 'with this code or another name of it, nothing else' -a '(__msc_err_codes)'
complete -c msc-err -s m -l message -x -d 'whose message contains TEXT, in any case'
complete -c msc-err -s r -l retryable -d 'only what may be tried again'
complete -c msc-err -s l -l list -d 'list all rows that the options above choose, one a line'
complete -c msc-err -s f -l file -r -F -d 'read FILE (-: standard input); may be repeated'
complete -c msc-err -s t -l tee -d 'copy standard input to standard output, unchanged, and explain on standard error'
complete -c msc-err -l count -d 'count the errors instead of explaining each'
complete -c msc-err -s j -l json -d 'one JSON object a line'
complete -c msc-err -s o -l output -x -d 'these fields, separated by tabs, one record a line' -a '(__msc_err_fields)'
complete -c msc-err -s q -l quiet -d 'print nothing; the exit status answers'
complete -c msc-err -l color -x -d 'auto, always or never' -a 'auto\t"on a terminal" always\talways never\tnever'
complete -c msc-err -s h -l help -d 'print this, and exit'
complete -c msc-err -s V -l version -d 'print the version and the date of the table, and exit'
