
# What is refused: one line that names it, exit 2, even if nobody can read why.
$ for o in --jsn --stauts=400 --xyzzy --co=X -Q -v -jx "-$(printf '\033')" "--$(printf '\033[2J')" --json=yes --count=yes; do msc-err "$o" x; done
msc-err: unknown option --jsn, did you mean --json?
msc-err: unknown option --stauts, did you mean --status?
msc-err: unknown option --xyzzy, see msc-err --help
msc-err: option --co is ambiguous, see msc-err --help
msc-err: unknown option -Q, see msc-err --help
msc-err: unknown option -v, see msc-err --help
msc-err: unknown option -x, see msc-err --help
msc-err: unknown option -\u001b, see msc-err --help
msc-err: unknown option --\u001b[2J, see msc-err --help
msc-err: option --json takes no value
msc-err: option --count takes no value
[2]
$ for o in -s -js --status --color; do msc-err $o; done
msc-err: option -s needs a value
msc-err: option -s needs a value
msc-err: option --status needs a value
msc-err: option --color needs a value
[2]
$ for s in 429,x 2abc 099 600 99999 6xx 429,; do msc-err -s $s; done
msc-err: -s 429,x: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 2abc: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 099: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 600: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 99999: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 6xx: not an HTTP status, 100 to 599, or a class such as 4xx
msc-err: -s 429,: not an HTTP status, 100 to 599, or a class such as 4xx
[2]
$ for o in -c -m -f -o; do msc-err $o '' x; done; msc-err ''; msc-err a "$(printf ' \n ')"; msc-err -o 'code, ' x
msc-err: -c: an empty code
msc-err: -m: an empty text
msc-err: -f: an empty file name
msc-err: -o: an empty field name
msc-err: an empty query
msc-err: an empty query
msc-err: -o: an empty field name
[2]
$ for f in cod code,requestid CODE nosuch; do msc-err -o $f x; done; msc-err --color=alway x; msc-err --color= x
msc-err: unknown field cod, did you mean code?
msc-err: unknown field requestid, did you mean request_id?
msc-err: unknown field CODE, did you mean code?
msc-err: unknown field nosuch, see msc-err --help
msc-err: unknown --color value alway, did you mean always?
msc-err: unknown --color value , use auto, always or never
[2]
$ msc-err -j -o code x; msc-err -l x; msc-err -l -; msc-err x -f a; msc-err x -; msc-err - x; msc-err --count x; msc-err -t -s429; msc-err -t -f a
msc-err: -j and -o cannot be used together
msc-err: -l takes no QUERY: choose rows with -s, -c, -m or -r
msc-err: -l lists the table: leave it out to read -f FILE or -
msc-err: with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m
msc-err: with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m
msc-err: with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m
msc-err: --count is for responses: add -f FILE, or - for standard input
msc-err: -t is for responses: add - to read standard input
msc-err: -t copies standard input: use - <FILE instead of -f FILE
[2]
$ msc-err -o count -; msc-err -o count '{"code":"Teapot","message":"x"}'
msc-err: -o count needs --count
msc-err: -o count needs --count
[2]
$ msc-err --nope 2>&-
[2]
$ msc-err $(yes -- -s418 | head -n 64) -o code
Teapot
$ msc-err $(yes -- -s429 | head -n 65)
msc-err: too many of -s, -c and -m
[2]
$ msc-err -l $(yes -- -ocode | head -n 65)
msc-err: -o: too many fields
[2]

# The name of the program is its own, whatever it is called by.
$ ln -s "$(command -v msc-err)" "$(printf 'x\033[2J')" && "./$(printf 'x\033[2J')" -z
msc-err: unknown option -z, see msc-err --help
[2]

# Options may follow a QUERY, but for --, or where POSIX is asked for.
$ msc-err -o code teapot -- -j
Teapot
msc-err: -j: no such code
[1]
$ POSIXLY_CORRECT=1 msc-err -o code teapot -j
Teapot
msc-err: -j: no such code
[1]
$ msc-err -o code -ls500
Broken
BadShape
$ msc-err -o code -cTeapot --output=status,retryable,source,fix
Teapot	418	no	page	Brew coffee elsewhere.
$ for s in 429 4xx; do for o in "-s$s" "--status=$s" "--status $s"; do msc-err $o -o code | cksum; done | uniq | wc -l; done
1
1
$ for o in '-c Flow:--code=Flow' '-m wait:--message=wait' '-lr:--list --retryable' '-lj:-l --json' '-locode:--list --output=code'; do [ "$(msc-err ${o%:*})" = "$(msc-err ${o#*:})" ] && echo same; done
same
same
same
same
same
$ msc-err -qs 418 && msc-err --quiet -s 418 && echo Teapot | msc-err -t 2>explained && echo Teapot | msc-err --tee 2>again && cmp explained again
Teapot
[1]
$ msc-err -o code -s '4xx, 500' -s429 -m 'too much' -m broke
Flow
Flow.Rate
Broken
BadShape
$ for c in always never auto; do msc-err --color=$c teapot | head -n 1; done
[1m418 Teapot[0m
418 Teapot
418 Teapot
$ msc-err --version | sed 's/20[0-9]*-[01][0-9]-[0-3][0-9]$/DATE/'
msc-err 1.0, table of DATE
$ [ "$(msc-err -V)" = "$(msc-err --version)" ]
$ msc-err -h
Usage: msc-err [OPTION]... [QUERY]...        look error codes up
       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses

Explains the errors of Alibaba Cloud Model Studio (DashScope): what they mean,
what to do about them, and whether trying again can help.

A QUERY is an HTTP status (429, 4xx), a code, a message or part of one, words in
any order, or an error as a program printed it. In a code, case and punctuation
do not matter. Without a QUERY, standard input is read: JSON, logs, tracebacks.

These choose rows of the table or, with - or -f, errors in the input. Repeat one
to allow another value; different ones must all match:
  -s, --status=N[,N]... with this HTTP status; 4xx for a class
  -c, --code=CODE       with this code or another name of it, nothing else
  -m, --message=TEXT    whose message contains TEXT, in any case
  -r, --retryable       only what may be tried again
  -l, --list            list all rows that the options above choose, one a line

Reading:
  -f, --file=FILE       read FILE (-: standard input); may be repeated
  -t, --tee             copy standard input to standard output, unchanged, and
                        explain on standard error
      --count           count the errors instead of explaining each

Answers:
  -j, --json            one JSON object a line
  -o, --output=FIELDS   these fields, separated by tabs, one record a line:
                        status, code, message, description, fix, retry, source;
                        of errors that were read also match, file, line,
                        request_id, input_status, input_code, input_message;
                        with --count also count
  -q, --quiet           print nothing; the exit status answers
      --color=WHEN      auto, always or never
  -h, --help            print this, and exit
  -V, --version         print the version and the date of the table, and exit

More than five rows are listed, one a line. For an error that is not in the
table, code and status are empty: -o input_code,input_status prints what came.

Exit status: 0 found, 1 not found, 2 trouble. As with grep, input without an
error prints nothing and exits with 1.

Examples:
  msc-err Throttling.RateQuota
  msc-err 429
  msc-err 'rate limit'
  curl -si https://dashscope-intl.aliyuncs.com/... | msc-err
  tail -f app.log | msc-err --json
  tail -f app.log | msc-err -s 429,5xx -    # without the -, a lookup
  msc-err -rq "$code" && sleep 10    # worth trying again?
$ msc-err -h >short; msc-err --help | cmp - short
$ msc-err --help | awk 'length > 80'
