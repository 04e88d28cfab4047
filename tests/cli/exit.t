
# 0: every query found something. 1: some found nothing. 2: trouble.
$ msc-err -q Teapot Flow
$ msc-err -q Teapot Nope
[1]
$ msc-err -q Nope
[1]
$ msc-err -q 999
[1]
$ msc-err -q -s 418
$ msc-err -q -s 419
[1]
$ msc-err -ql
$ msc-err -qr Flow.Rate
$ msc-err -qr Teapot
[1]
$ msc-err -q --nope
msc-err: unknown option --nope, see msc-err --help
[2]
$ msc-err -j Nope
msc-err: Nope: no such code
[1]
$ msc-err -o code Nope
msc-err: Nope: no such code
[1]

# Output that cannot be written.
$ msc-err Teapot >/dev/full
msc-err: standard output: No space left on device
[2]
$ msc-err -j -l >/dev/full
msc-err: standard output: No space left on device
[2]
$ msc-err Nope >/dev/full
msc-err: Nope: no such code
[1]
$ msc-err --help >/dev/full
msc-err: standard output: No space left on device
[2]
$ msc-err --version >/dev/full
msc-err: standard output: No space left on device
[2]
$ msc-err -q Teapot >/dev/full

# A reader that has gone away is not reported.
$ { sleep 0.1; msc-err -l; echo $? >&2; } | :
141
$ { trap '' PIPE; sleep 0.1; msc-err -l; echo $? >&2; } | :
2

# Standard streams that are closed.
$ msc-err -o code Teapot <&-
Teapot
$ msc-err Teapot >&-
msc-err: standard output: Bad file descriptor
[2]
$ msc-err -q Teapot >&-
$ msc-err -o code Teapot Nope 2>&-
Teapot
[1]

# Standard input is not touched.
$ printf 'Teapot\nFlow\n' | while read -r code; do msc-err -o code "$code"; done
Teapot
Flow
$ printf 'one\n' | { msc-err -q -s 418; cat; }
msc-err: standard input was not read: to filter it, add -
one

# The locale changes nothing; nor does the environment outside a terminal.
$ LC_ALL=tr_TR.UTF-8 msc-err -o code TEAPOT '#SHAPE-MISSING'
Teapot
BadShape
$ LC_ALL=C.UTF-8 msc-err -o message 404
请求的内容不存在。
The page of this number does not exist.
$ LC_ALL=C msc-err -o message 404
请求的内容不存在。
The page of this number does not exist.
$ COLUMNS=20 msc-err Teapot
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Fix:         Brew coffee elsewhere.
  Retry:       no, change something first
$ env -i "$(command -v msc-err)" -o code Teapot
Teapot
