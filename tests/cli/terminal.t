
# On a terminal text is wrapped and coloured. Every line of it ends in a carriage return, cut off here.
$ script -qec 'stty cols 40; msc-err Door.Closed' /dev/null | tr -d '\r'
[1m403 Door.Closed[0m
  Message: The door is closed.
  Description: Two lines. Knock as
    follows:
    once, then twice.
  Retry: [31mno[0m, change something first
$ script -qec 'stty cols 80; msc-err Broken' /dev/null | tr -d '\r'
[1m500 Broken[0m
  Message:     Something broke while xxx was made into xxx.
  Description: Two places for real values, and no reason why.
  Retry:       the documentation does not say
$ script -qec 'stty cols 80; COLUMNS=30 msc-err Teapot' /dev/null | tr -d '\r'
[1m418 Teapot[0m
  Message: I am a teapot,
    short and stout.
  Description: The one row of
    its status.
  Retry: [31mno[0m, change something
    first
$ script -qec 'stty cols 80; NO_COLOR= msc-err Teapot' /dev/null | tr -d '\r'
[1m418 Teapot[0m
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       [31mno[0m, change something first
$ script -qec 'stty cols 80; NO_COLOR=1 msc-err Teapot' /dev/null | tr -d '\r'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ script -qec 'stty cols 80; TERM=dumb msc-err Teapot' /dev/null | tr -d '\r'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ script -qec 'stty cols 80; NO_COLOR=1 msc-err --color=always Teapot' /dev/null | tr -d '\r'
[1m418 Teapot[0m
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       [31mno[0m, change something first
$ script -qec 'stty cols 80; msc-err --color=never Teapot' /dev/null | tr -d '\r'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ script -qec 'stty cols 40; for c in "" 0 -5 99999999999999999999 18446744073709551716 8x; do COLUMNS=$c msc-err --color=never Teapot; done' /dev/null | tr -d '\r' | sort | uniq -c
      6     status.
      6     stout.
      6   Description: The one row of its
      6   Message: I am a teapot, short and
      6   Retry: no, change something first
      6 418 Teapot
$ script -qec 'stty cols 80; env -u TERM msc-err Teapot' /dev/null | tr -d '\r'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ script -qec 'stty cols 40; msc-err -j Broken; msc-err -o description Broken' /dev/null | tr -d '\r'
{"status":500,"code":"Broken","message":"Something broke while xxx was made into xxx.","description":"Two places for real values, and no reason why.","retryable":null}
Two places for real values, and no reason why.
$ script -qec 'stty cols 40; msc-err Broken | cat' /dev/null | tr -d '\r'
500 Broken
  Message:     Something broke while xxx was made into xxx.
  Description: Two places for real values, and no reason why.
  Retry:       the documentation does not say

# Nothing asked, on a terminal: a short usage.
$ script -qec 'msc-err; echo $?' /dev/null | tr -d '\r'
Usage: msc-err [OPTION]... [QUERY]...        look error codes up
       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses
Nothing to look up, and nothing is piped in. Try msc-err 429,
msc-err Throttling, COMMAND 2>&1 | msc-err, or msc-err --help.
2
$ script -qec 'msc-err -r --json; echo $?' /dev/null | tr -d '\r'
Usage: msc-err [OPTION]... [QUERY]...        look error codes up
       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses
Nothing to look up, and nothing is piped in. Try msc-err 429,
msc-err Throttling, COMMAND 2>&1 | msc-err, or msc-err --help.
2

# No error: a person is told, in text and on a terminal alone.
$ echo fine >fine; script -qec 'msc-err <fine; msc-err -f fine; msc-err -f fine -f fine; msc-err -rf fine' /dev/null | tr -d '\r'
msc-err: standard input: no error found
msc-err: fine: no error found
msc-err: all files: no error found
msc-err: fine: no error that fits the options
$ script -qec 'msc-err -q <fine; msc-err -j <fine; msc-err <fine >nothing; msc-err <fine 2>nothing; echo $?' /dev/null | tr -d '\r'
1

# Complaints between answers stand apart from them, on one terminal alone.
$ script -qec 'msc-err --color=never Nope Teapot Nope Nope Teapot' /dev/null | tr -d '\r'
msc-err: Nope: no such code

418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first

msc-err: Nope: no such code
msc-err: Nope: no such code

418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ script -qec 'msc-err --color=never Teapot Nope Teapot 2>complaints; cat complaints' /dev/null | tr -d '\r'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first

418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
msc-err: Nope: no such code
$ echo '{"code":"Teapot","message":"m"}' >teapot; script -qec 'msc-err --color=never -f nowhere -f teapot -f nowhere -f teapot -o code; msc-err --color=never -f nowhere -f teapot' /dev/null | tr -d '\r'
msc-err: nowhere: No such file or directory
Teapot
msc-err: nowhere: No such file or directory
Teapot
msc-err: nowhere: No such file or directory

418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
  It said:     m
  Where:       teapot:1

# A tally: bars where there is room, codes above the numbers where there is none.
$ printf '{"code":"Flow.Share","message":"Your share is used up, please wait for more."}\n{"code":"Flow","message":"m"}\n' >two; for c in 72 44 40; do COLUMNS=$c script -qec 'msc-err --color=never --count -f two' /dev/null | tr -d '\r'; done
   count   share  status  retry  code
       1   50.0%     429  yes    Flow        ███████████████████████████
       1   50.0%     429  yes    Flow.Share  ███████████████████████████
                                 Your share is used up, please wait for
                                 more.

2 errors in 2 records
   count   share  status  retry  code
       1   50.0%     429  yes    Flow
       1   50.0%     429  yes    Flow.Share
    Your share is used up, please wait for
    more.

2 errors in 2 records
code
   count   share  status  retry  
Flow
       1   50.0%     429  yes
Flow.Share
       1   50.0%     429  yes
    Your share is used up, please wait
    for more.

2 errors in 2 records
