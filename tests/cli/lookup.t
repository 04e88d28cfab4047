
# 1. An HTTP status; a class. Cases of a code that has the status in general are left out.
$ msc-err 418
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Fix:         Brew coffee elsewhere.
  Retry:       no, change something first
$ msc-err -o status,code 415 500
415	FetchFailed
500	Broken
500	BadShape
$ msc-err -o status,code 4XX | xargs
400 BadShape 400 BadShape.Quoted 400 BadShape.Slashed 400 What-Now 403 Door.Closed 404 NotHere 415 FetchFailed 418 Teapot 429 Flow 429 Flow.Rate 429 Flow.Share 403 Flow.Share 409 Twins 409 Twins 429 Flow.Burst 404
$ msc-err 200
200
  Description: The status code 200 indicates that the request is successful.
$ msc-err 999 502 1xx
msc-err: 999: no code has this HTTP status
msc-err: 502: no code has this HTTP status
msc-err: 1xx: no code has this HTTP status
[1]

# 2. A code, in any spelling; its aliases. Its family and its cases are named.
$ msc-err badshape
400 BadShape
  Message:     No shape, no drawing.
  Description: A comma, in both texts.
  Fix:         Draw "a shape", then send it.
  Retry:       no, change something first
  See also:    BadShape.Quoted, BadShape.Slashed
  Cases:       4 messages, msc-err -lc BadShape
$ msc-err DOOR_closed
403 Door.Closed
  Message:     The door is closed.
  Description: Two lines. Knock as follows:
               once, then twice.
  Fix:         Knock twice.
               Then wait.
  Retry:       no, change something first
$ msc-err -o code,message flow.share
Flow.Share	Your share is used up, please wait for more.
Flow.Share	Your free share is used up.
$ msc-err -o code BAD_SHAPE bad-shape. 'Bad Shape' bad_shape_error '#shape-missing' flow_burst whatnow DoorShut | xargs
BadShape BadShape BadShape BadShape BadShape Flow.Burst What-Now Door.Closed
$ msc-err -q 'Bad	Shape' ._-
[1]
$ msc-err -o code,message '#open-line' 'flow burst'
BadShape	The line of the shape is not closed, please close it
Flow.Burst	Your calls began too quickly, please slow down.
$ msc-err flow | grep 'See also'
  See also:    Flow.Rate, Flow.Share, Flow.Burst
$ msc-err -o retry,code,status,description,fix,source,message Door.Closed BadShape.Slashed Silent_Code
no	Door.Closed	403	Two lines. Knock as follows:\nonce, then twice.	Knock twice.\nThen wait.	page	The door is closed.
no	BadShape.Slashed	400	A backslash \\ in both texts.	Write C:\\temp/new, with one \\.	page	C:\\temp\\new is not a path.
	Silent_Code		A code without a status or a message.	Look at the log.	seen	
$ msc-err -o code '#teapot' ' slow_down ' share_exceeded FetchFialed 'no-such'
Teapot
Flow.Rate
Flow.Share
Flow.Share
FetchFailed
msc-err: no-such: no such code
[1]
$ msc-err -o message '#open-line'
The line of the shape is not closed, please close it
$ msc-err Silent_Code
Silent_Code
  Description: A code without a status or a message.
  Fix:         Look at the log.
  Retry:       not known

# A code with marks around it. A colon at the end of one that is not the last would make it a paste.
$ msc-err -o code '"Teapot",' "'FLOW'" '(NotHere)' '[418]' '**Broken**' '“Teapot”，' '`slow_down`.' 'Teapot?' 'Door.Closed:'
Teapot
Flow
NotHere
Teapot
Broken
Teapot
Flow.Rate
Teapot
Door.Closed

# 3. A response pasted as an argument is read as from standard input.
$ msc-err -o code,match,line,input_message '{"code":"Teapot","message":"x"}'
Teapot	code	1	x
$ msc-err -o code,input_code Teapot ' [{"code":"teapot","message":"x"}]'
Teapot	
Teapot	teapot
$ msc-err '{"a": 1}'
msc-err: {"a": 1}: no error in this response
[1]

# 4. Text that occurs in a code or a message: every row where it does.
$ msc-err -o code,message 'is used up'
Flow.Share	Your share is used up, please wait for more.
Flow.Share	Your free share is used up.
$ msc-err -o code SHAPE. 请求 'no shape.'
BadShape.Quoted
BadShape.Slashed
NotHere
BadShape
$ msc-err 'only a message' | head -n 2
An error without a code
  Message:     Only a message came, and nothing else
$ msc-err -o status,message 'of this number'
404	The page of this number does not exist.

# 5. A message as the service sent it.
$ msc-err -o code 'Cannot fetch the file: a.png' 'ERROR: Something broke while dough was made into bread.'
FetchFailed
Broken
$ msc-err -o message 'the shape has fewer than 3 corners' 'The shape has more than 12 corners!'
The shape has fewer than xxx corners.
The shape has more than xxx corners.

# 6. Words, in any order and spacing; in the description and the fix where no code and message has them all.
$ msc-err -o code 'minute flow' 'freeshare' 'stout TEAPOT'
Flow.Rate
Flow.Share
Teapot
$ msc-err -o code,description 'member' 'knock, twice'
Flow.Rate	A member of it.
Door.Closed	Two lines. Knock as follows:\nonce, then twice.
$ msc-err 'minute teapot'
msc-err: minute teapot: no such code, did you mean Teapot?
[1]

# 7. What a program printed.
$ msc-err -o code 'HTTP 418' "HTTP/1.1 418 I'm a teapot" '418 Short And Stout' 'status_code=418' 'Error code: 418' 'HTTP 5xx'
Teapot
Teapot
Teapot
Teapot
Teapot
Broken
BadShape
$ msc-err -o code '418 Teapot' '500: Broken' 'error code=slow_down' 'Error: Teapot'
Teapot
Broken
Flow.Rate
Teapot
$ msc-err 'HTTP 4181' 'HTTP 502'
msc-err: HTTP 4181: no such code
msc-err: HTTP 502: no code has this HTTP status
[1]
$ msc-err "Error code: 418 - {'error': {'code': 'TEAPOT', 'message': 'Tea?'}, 'request_id': 'r-1'}"
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Fix:         Brew coffee elsewhere.
  Retry:       no, change something first
  It said:     Tea?
  Request ID:  r-1
$ msc-err '<418> Teapot: Tea?' | tail -n 1
  It said:     Tea?
$ msc-err 'Flow: see [this].' | tail -n 1
  It said:     see [this].
$ msc-err '"Flow: see this."' | tail -n 1
  It said:     see this
$ msc-err -o code,match,input_code,input_message '"Flow.Best": go easy' 'Flow.Best' Trouble.Teapot
msc-err: "Flow.Best": go easy: no such code
msc-err: Flow.Best: no such code, did you mean Flow.Burst?
Teapot	related	Trouble.Teapot	
[1]
$ msc-err -o code,match,input_code 'See https://example.com/error-code#teapot'
Teapot	code	#teapot

# Several failures in one text, each of which is answered; operands that are an unquoted paste.
$ msc-err -o code,input_message '{"code":"Teapot","message":"x"} {"code":"Flow","message":"y"}'
Teapot	x
Flow	y
$ msc-err -o code "$(printf '{"code":"Teapot","message":"x"}\n{"code":"Flow","message":"y"}')"
Teapot
Flow
$ msc-err Error code: 418 - {error: {code: TEAPOT, message: Tea?}} | tail -n 1
  It said:     Tea?
$ msc-err -o code,input_status Error code: 418 -
Teapot	

# 8. Nothing; what may have been meant.
$ msc-err Teapto bad_shap3 Flow.Ratte BadShapeNo
msc-err: Teapto: no such code, did you mean Teapot?
msc-err: bad_shap3: no such code, did you mean BadShape?
msc-err: Flow.Ratte: no such code, did you mean Flow.Rate?
msc-err: BadShapeNo: no such code, did you mean BadShape?
[1]
$ msc-err 'Why did I get a Door.Closed from door_shut or the teapot?'
msc-err: Why did I get a Door.Closed from door_shut or the teapot?: no such code, did you mean Door.Closed or Teapot?
[1]
$ msc-err BadShpae BaddShape bad_shade Floww shape-missing Flux 4-2.9
msc-err: BadShpae: no such code, did you mean BadShape?
msc-err: BaddShape: no such code, did you mean BadShape?
msc-err: bad_shade: no such code, did you mean BadShape?
msc-err: Floww: no such code, did you mean Flow?
msc-err: shape-missing: no such code, did you mean BadShape?
msc-err: Flux: no such code
msc-err: 4-2.9: no such code
[1]
$ [ "$(msc-err "$(printf '%0100000d' 0)" 2>&1 | wc -c)" -lt 200 ]
$ msc-err 4029 2abc 404x codeword 'Nope: go easy' 'quite something else'
msc-err: 4029: no such code
msc-err: 2abc: no such code
msc-err: 404x: no such code
msc-err: codeword: no such code
msc-err: Nope: go easy: no such code
msc-err: quite something else: no such code
[1]
$ msc-err "$(printf 'a\nb\033[2J\302\233')"
msc-err: a\u000ab\u001b[2J\u009b: no such code
[1]
$ msc-err "$(printf '%0300d' 0)"
msc-err: 000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000...: no such code
[1]
$ msc-err "{\"code\":$(printf '%080d' 0 | sed 's/0/[/g')1"
msc-err: query: line 1: skipped: nested too deep
[2]

# The name of a file is a query, too; no file is touched.
$ msc-err README.md ./out/teapot.json logs/today https://example.com/ 'no app.log'
msc-err: README.md: no such code; to read a file: msc-err -f README.md
msc-err: ./out/teapot.json: no such code; to read a file: msc-err -f ./out/teapot.json
msc-err: logs/today: no such code; to read a file: msc-err -f logs/today
msc-err: https://example.com/: no such code
msc-err: no app.log: no such code
[1]

# Several, each on its own.
$ msc-err 200 Flow.Rate
200
  Description: The status code 200 indicates that the request is successful.

429 Flow.Rate
  Message:     Too much flow a minute, please wait.
  Description: A member of it.
  Fix:         Wait a minute.
  Retry:       yes, try again later
$ msc-err -o code Teapot Nope 415 Nopenope
Teapot
msc-err: Nope: no such code
FetchFailed
msc-err: Nopenope: no such code
[1]

# Filters: one of each kind must fit.
$ msc-err -o code -s 404,500 -s 418 | xargs
NotHere Teapot Broken BadShape
$ msc-err -o code -c door_shut --code=TEAPOT
Door.Closed
Teapot
$ msc-err -o message -c '#open-line'
The line of the shape is not closed, please close it
$ msc-err -o code,message -m 'PLEASE WAIT' -m pen -s 429,500
Flow.Rate	Too much flow a minute, please wait.
Flow.Share	Your share is used up, please wait for more.
BadShape	The pen is broken, please wait for another pen.
$ msc-err -o code -r -l | xargs
Flow Flow.Rate Flow.Share BadShape Flow.Burst Flow.Burst
$ msc-err -r -o code Flow Teapot
Flow
msc-err: Teapot: nothing that fits the options
[1]
$ msc-err -o code,status -c 429
msc-err: 429: no such code
[1]
$ msc-err -s 499 -m nowhere
msc-err: no code fits the options
[1]
$ msc-err -c Teapto
msc-err: Teapto: no such code, did you mean Teapot?
[1]
$ msc-err 200 -s 4xx
msc-err: 200: nothing that fits the options
[1]

# Cases answer a code or a status only where the filters pass none of its general rows.
$ msc-err -o message badshape -m corners
The shape has more than xxx corners.
The shape has fewer than xxx corners.
$ msc-err -o message 400 -m corners
The shape has more than xxx corners.
The shape has fewer than xxx corners.
$ msc-err -rq badshape
[1]

# -s asks of 200 what the query does; no other filter fits it.
$ msc-err -o status -s 2xx
200
$ msc-err -o status -s 200 -r
msc-err: no code fits the options
[1]

# Standard input that was not read is named where nothing but filters were given, and it is a pipe.
$ : | msc-err -o code -s 418
Teapot
msc-err: standard input was not read: to filter it, add -
$ : | msc-err -q -s 418
msc-err: standard input was not read: to filter it, add -
$ : | msc-err -c Teapto
msc-err: Teapto: no such code, did you mean Teapot?
msc-err: standard input was not read: to filter it, add -
[1]
$ : | msc-err -l -o code -s 418
Teapot
$ : | msc-err -o code -s 418 Teapot
Teapot
$ echo '{"code":"Teapot","message":"m"}' | msc-err -o code -s 418 -
Teapot

# More than five rows are listed, a line each; -l lists however few.
$ msc-err 4xx
400  BadShape          no   No shape, no drawing.
400  BadShape.Quoted   no   The word "please" is missing.
400  BadShape.Slashed  no   C:\temp\new is not a path.
400  What-Now          -    What??/ Who??!
403  Door.Closed       no   The door is closed.
404  NotHere           no   请求的内容不存在。
415  FetchFailed       -    Cannot fetch the file: xxx
418  Teapot            no   I am a teapot, short and stout.
429  Flow              yes  Too much flow.
429  Flow.Rate         yes  Too much flow a minute, please wait.
429  Flow.Share        yes  Your share is used up, please wait for more.
403  Flow.Share        no   Your free share is used up.
409  Twins             no   The left one is out.
409  Twins             no   The right one is out.
429  Flow.Burst        yes  Your calls began too quickly, please slow down.
404  -                 no   The page of this number does not exist.
$ msc-err -lc BadShape
400  BadShape  no   No shape, no drawing.
400  BadShape  no   The shape has more than xxx corners.
400  BadShape  no   The shape has fewer than xxx corners.
400  BadShape  no   The line of the shape is not closed, please close it
500  BadShape  yes  The pen is broken, please wait for another pen.
$ msc-err -ls 404,418
404  NotHere  no   请求的内容不存在。
418  Teapot   no   I am a teapot, short and stout.
404  -        no   The page of this number does not exist.
$ msc-err 4xx 200 | tail -n 4
404  -                 no   The page of this number does not exist.

200
  Description: The status code 200 indicates that the request is successful.

# JSON: what is not known is null.
$ msc-err --list --json | sed -n '2p;4,5p;24p'
{"status":400,"code":"BadShape.Quoted","message":"The word \"please\" is missing.","description":"A \"quote\" in both texts.","fix":"Add the word \"please\".","retryable":false,"source":"page"}
{"status":400,"code":"What-Now","message":"What??/ Who??!","description":"Two question marks make a trigraph ??( in C.","fix":null,"retryable":null,"source":"page"}
{"status":403,"code":"Door.Closed","message":"The door is closed.","description":"Two lines. Knock as follows:\nonce, then twice.","fix":"Knock twice.\nThen wait.","retryable":false,"source":"page"}
{"status":null,"code":null,"message":"Only a message came, and nothing else","description":"Neither a status nor a code.","fix":"Read it twice.","retryable":null,"source":"seen"}
$ msc-err -j 200
{"status":200,"code":null,"message":null,"description":"The status code 200 indicates that the request is successful.","fix":null,"retryable":null,"source":"page"}

# A part of a character is no mark around a word.
$ msc-err "$(printf 'corner\342\200')"
msc-err: corner�: no such code
[1]
