
# What is refused: one line, exit 2. The whole table of it is in tests/test_options.c.
$ msc-err --jsn Teapot
msc-err: unknown option --jsn, did you mean --json?
[2]
$ msc-err -s 429,x
msc-err: -s 429,x: not an HTTP status, 100 to 599, or a class such as 4xx
[2]
$ msc-err -s
msc-err: option -s needs a value
[2]
$ msc-err ''
msc-err: an empty query
[2]
$ msc-err Teapot -
msc-err: with -f or - no QUERY: each file needs its -f; filter with -s, -c or -m
[2]
$ msc-err --count Teapot
msc-err: --count is for responses: add -f FILE, or - for standard input
[2]
$ msc-err -o count '{"code":"Teapot","message":"x"}'
msc-err: -o count needs --count
[2]
$ msc-err "--$(printf '\033]0;x\007')"
msc-err: unknown option --\u001b]0;x\u0007, see msc-err --help
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
$ msc-err --color=always teapot | head -n 1
[1m418 Teapot[0m
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
