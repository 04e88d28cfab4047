
# On a terminal of so many columns. Every line ends in a carriage return there, cut off here.
$ printf 'script -qec "stty cols $1; $2" /dev/null | tr -d "\\r"\n' >on

# Text is wrapped and coloured.
$ sh on 40 'msc-err Door.Closed'
[1m403 Door.Closed[0m
  Message: The door is closed.
  Description: Two lines. Knock as
    follows:
    once, then twice.
  Fix: Knock twice.
    Then wait.
  Retry: [31mno[0m, change something first
$ sh on 80 'msc-err Broken'
[1m500 Broken[0m
  Message:     Something broke while xxx was made into xxx.
  Description: Two places for real values, and no reason why.
  Retry:       the documentation does not say
$ sh on 80 'COLUMNS=30 msc-err Teapot'
[1m418 Teapot[0m
  Message: I am a teapot,
    short and stout.
  Description: The one row of
    its status.
  Fix: Brew coffee elsewhere.
  Retry: [31mno[0m, change something
    first
$ sh on 25 'msc-err --color=never NotHere'
404 NotHere
  Message: 请求的内容不存
    在。
  Description: 说明：没有
    这样的内容。
  Fix: 换一个地方。
  Retry: no, change
    something first
$ printf '%s\n' '{"code":"X","message":"see Supercalifragilisticexpialidocious \u001b\u001b\u001b\u001b\u001b now"}' >odd; sh on 24 'msc-err --color=never -f odd'
X
  Retry: not known: this
    code is not in the
    table
  It said: see
    Supercalifragilisticexpialidocious
    \u001b\u001b\u001b\u001b\u001b
    now
  Where: odd:1
$ sh on 40 'msc-err -j Broken; msc-err -o description Broken'
{"status":500,"code":"Broken","message":"Something broke while xxx was made into xxx.","description":"Two places for real values, and no reason why.","fix":null,"retryable":null,"source":"page"}
Two places for real values, and no reason why.
$ sh on 40 'msc-err Broken | cat'
500 Broken
  Message:     Something broke while xxx was made into xxx.
  Description: Two places for real values, and no reason why.
  Retry:       the documentation does not say

# COLUMNS is ignored if it is no width of a terminal.
$ sh on 40 'for c in 0 -5 18446744073709551716 8x; do COLUMNS=$c msc-err --color=never Teapot; done' | sort | uniq -c
      4     status.
      4     stout.
      4   Description: The one row of its
      4   Fix: Brew coffee elsewhere.
      4   Message: I am a teapot, short and
      4   Retry: no, change something first
      4 418 Teapot

# Colours, or not.
$ for no in NO_COLOR=1 TERM=dumb '-u TERM'; do sh on 80 "env $no msc-err Teapot" | head -n 1; done
418 Teapot
418 Teapot
418 Teapot
$ sh on 80 'NO_COLOR= msc-err Teapot' | head -n 1
[1m418 Teapot[0m
$ sh on 80 'NO_COLOR=1 msc-err --color=always Teapot' | head -n 1
[1m418 Teapot[0m
$ sh on 80 'msc-err --color=never Teapot' | head -n 1
418 Teapot

# A list is cut to the width. Where that is small a code is not repeated, and the message is what has no room.
$ sh on 64 'msc-err --color=never -l' | tail -n 14
429     Flow.Share        yes    Your share is used up, please …
403     Flow.Share        no     Your free share is used up.
500     Broken            -      Something broke while xxx was …
409     Twins             no     The left one is out.
409     Twins             no     The right one is out.
400     BadShape          no     The shape has more than xxx co…
400     BadShape          no     The shape has fewer than xxx c…
400     BadShape          no     The line of the shape is not c…
500     BadShape          yes    The pen is broken, please wait…
429     Flow.Burst        yes    Your calls began too quickly, …
-       Flow.Burst        yes    Too many calls at once in xxx.
-       Silent_Code       -      -
404     -                 no     The page of this number does n…
-       -                 -      Only a message came, and nothi…
$ sh on 40 'msc-err --color=never -l' | tail -n 14
429  yes  Flow.Share  Your share is use…
403  no     Your free share is used up.
500  -    Broken  Something broke while…
409  no   Twins  The left one is out.
409  no     The right one is out.
400  no   BadShape  The shape has more …
400  no     The shape has fewer than xx…
400  no     The line of the shape is no…
500  yes    The pen is broken, please w…
429  yes  Flow.Burst  Your calls began …
-    yes    Too many calls at once in x…
-    -    Silent_Code  -
404  no   The page of this number does …
-    -    Only a message came, and noth…
$ sh on 40 'msc-err -l -s 404,500'
404  [31mno[0m   NotHere  请求的内容不存在。
500  -    Broken  Something broke while…
500  [32myes[0m  BadShape  The pen is broken, …
404  [31mno[0m   The page of this number does …
$ sh on 80 'for c in 11 12 17 25 33 47 64 79 80; do echo "= $c"; COLUMNS=$c msc-err --color=never -l -s 429,418 -s 500; done' | sed 's/…/./' | awk '/^= / { c = $2 } length > c'
$ sh on 80 'msc-err 400' | tail -n 3
  Retry:       the documentation does not say

3 more messages of these codes: msc-err -ls 400

# No arguments: a short usage.
$ sh on 80 'msc-err; echo $?'
Usage: msc-err [OPTION]... [QUERY]...        look error codes up
       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses
Nothing to look up, and nothing is piped in. Try msc-err 429,
msc-err Throttling, COMMAND 2>&1 | msc-err, or msc-err --help.
2
$ sh on 80 'msc-err -r --json' | head -n 1
Usage: msc-err [OPTION]... [QUERY]...        look error codes up

# No error: reported to a person, in text on a terminal.
$ echo fine >fine; sh on 80 'msc-err <fine; msc-err -f fine; msc-err -f fine -f fine; msc-err -rf fine'
msc-err: standard input: no error found
msc-err: fine: no error found
msc-err: all files: no error found
msc-err: fine: no error that fits the options
$ sh on 80 'msc-err -q <fine; msc-err -j <fine; msc-err <fine >nothing; msc-err <fine 2>nothing; echo $?'
1

# Complaints between answers stand apart from them, on one terminal alone.
$ sh on 80 'msc-err --color=never Nope 200 Nope Nope 200'
msc-err: Nope: no such code

200
  Description: The status code 200 indicates that the request is successful.

msc-err: Nope: no such code
msc-err: Nope: no such code

200
  Description: The status code 200 indicates that the request is successful.
$ echo '{"code":"Teapot"}' >teapot; sh on 80 'msc-err --color=never -f nowhere -f teapot; msc-err -f nowhere -f teapot -f nowhere -o code'
msc-err: nowhere: No such file or directory

418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Fix:         Brew coffee elsewhere.
  Retry:       no, change something first
  Where:       teapot:1
msc-err: nowhere: No such file or directory
Teapot
msc-err: nowhere: No such file or directory

# A tally: bars where there is room.
$ printf '{"code":"Flow.Share","message":"Your share is used up, please wait for more."}\n{"code":"Flow","message":"m"}\n' >two
$ for c in 72 44 40; do sh on $c 'msc-err --color=never --count -f two'; done
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
   count   share  status  retry  code
       1   50.0%     429  yes    Flow
       1   50.0%     429  yes    Flow.Share
    Your share is used up, please wait
    for more.

2 errors in 2 records
