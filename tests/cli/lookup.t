
# A code, in any spelling; its aliases; its family.
$ msc-err Teapot
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ msc-err DOOR_closed
403 Door.Closed
  Message:     The door is closed.
  Description: Two lines. Knock as follows:
               once, then twice.
  Retry:       no, change something first
$ msc-err '#teapot'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ msc-err ' slow_down '
429 Flow.Rate
  Message:     Too much flow a minute, please wait.
  Description: A member of it.
  Retry:       yes, try again later
$ msc-err Flow
429 Flow
  Message:     Too much flow.
  Description: The head of a family.
  Retry:       yes, try again later
  See also:    Flow.Rate, Flow.Share
$ msc-err flow.share
429 Flow.Share
  Message:     Your share is used up, please wait for more.
  Description: The first row of two.
  Retry:       yes, try again later

403 Flow.Share
  Message:     Your free share is used up.
  Description: The second row of its code has another status.
  Retry:       no, change something first

# An HTTP status; a class.
$ msc-err 403
403 Door.Closed
  Message:     The door is closed.
  Description: Two lines. Knock as follows:
               once, then twice.
  Retry:       no, change something first

403 Flow.Share
  Message:     Your free share is used up.
  Description: The second row of its code has another status.
  Retry:       no, change something first
$ msc-err -o code 4xx
BadShape
BadShape.Quoted
BadShape.Slashed
What-Now
Door.Closed
NotHere
FetchFailed
Teapot
Flow
Flow.Rate
Flow.Share
Flow.Share
Twins
Twins
$ msc-err -o status,code 4XX 5xx
400	BadShape
400	BadShape.Quoted
400	BadShape.Slashed
400	What-Now
403	Door.Closed
404	NotHere
415	FetchFailed
418	Teapot
429	Flow
429	Flow.Rate
429	Flow.Share
403	Flow.Share
409	Twins
409	Twins
500	Broken
$ msc-err 200
200
  Description: The status code 200 indicates that the request is successful.
$ msc-err -j 200
{"status":200,"code":null,"message":null,"description":"The status code 200 indicates that the request is successful.","retryable":null}
$ msc-err -o status,code,message,retry 200
200			
$ msc-err -j 2xx
{"status":200,"code":null,"message":null,"description":"The status code 200 indicates that the request is successful.","retryable":null}
$ msc-err 999
msc-err: 999: no code has this HTTP status
[1]
$ msc-err 502
msc-err: 502: no code has this HTTP status
[1]
$ msc-err 'HTTP 502' 1xx
msc-err: HTTP 502: no code has this HTTP status
msc-err: 1xx: no code has this HTTP status
[1]
$ msc-err '502 Teapot'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
$ msc-err 404x
msc-err: 404x: no such code
[1]

# Part of a code or a message.
$ msc-err -o code,message 'is used up'
Flow.Share	Your share is used up, please wait for more.
Flow.Share	Your free share is used up.
$ msc-err -o code SHAPE.
BadShape.Quoted
BadShape.Slashed
$ msc-err -o code 请求
NotHere

# A message as the service sent it.
$ msc-err -o code 'Cannot fetch the file: https://example.com/a.png'
FetchFailed
$ msc-err -o code 'ERROR: Something broke while dough was made into bread.'
Broken
$ msc-err -o code 'Too much flow per minute, please wait. For details, see: https://example.com/'
Flow.Rate

# As it is pasted: punctuation around it, or names in front of it.
$ msc-err -o code '"Teapot",' "'FLOW'" 'Door.Closed:' '(NotHere)' '[418]' '**Broken**' '“Teapot”，' '`slow_down`.'
Teapot
Flow
Door.Closed
NotHere
Teapot
Broken
Teapot
Flow.Rate
$ msc-err -o code '"no shape"' 'no shape.' '"'
BadShape
BadShape
BadShape.Quoted
$ msc-err -o code 'HTTP 418' 'HTTP/1.1 418 I'"'"'m a teapot' '418 Short And Stout' 'status_code=418' 'Error code: 418' 'HTTP 5xx'
Teapot
Teapot
Teapot
Teapot
Teapot
Broken
$ msc-err -o code '418 Teapot' '500: Broken' 'code: Teapot' 'error code=slow_down' 'Error: Teapot'
Teapot
Broken
Teapot
Flow.Rate
Teapot
$ msc-err 'HTTP 4181'
msc-err: HTTP 4181: no such code
[1]
$ msc-err 'codeword'
msc-err: codeword: no such code
[1]

# What a program printed of an error; a relative of a code. Answered as in a response.
$ msc-err "Error code: 418 - {'error': {'code': 'TEAPOT', 'message': 'Tea?'}, 'request_id': 'r-1'}"
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
  It said:     Tea?
  Request ID:  r-1
$ msc-err '<418> Teapot: Tea?'
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first
  It said:     Tea?
$ msc-err 'Flow: see [this].' | tail -n 1
  It said:     see [this].
$ msc-err '"Flow: see this."' | tail -n 1
  It said:     see this
$ msc-err 'Flow: go easy'
429 Flow
  Message:     Too much flow.
  Description: The head of a family.
  Retry:       yes, try again later
  It said:     go easy
$ msc-err -j 'Flow.Burst' '"Flow.Burst": go easy'
{"status":429,"code":"Flow","message":"Too much flow.","description":"The head of a family.","retryable":true,"match":"related","input":{"file":null,"line":1,"status":null,"code":"Flow.Burst","message":null,"request_id":null}}
{"status":429,"code":"Flow","message":"Too much flow.","description":"The head of a family.","retryable":true,"match":"related","input":{"file":null,"line":1,"status":null,"code":"Flow.Burst","message":"go easy","request_id":null}}
$ msc-err -o code,retry 'See https://example.com/error-code#teapot' 'Trouble.Teapot' '{"code":"Teapot","message":"m"}'
Teapot	no
Teapot	no
Teapot	no
$ msc-err -q Flow.Burst
$ msc-err -r Flow.Burst -s 429 | head -n 1
429 Flow
$ msc-err -s 429 Flow.Burst -c teapot
msc-err: Flow.Burst: nothing that fits the options
[1]
$ msc-err -r '{"code":"Teapot","message":"m"}'
msc-err: {"code":"Teapot","message":"m"}: nothing that fits the options
[1]
$ msc-err Flow.Ratte
msc-err: Flow.Ratte: no such code, did you mean Flow.Rate?
[1]
$ msc-err 'Not a Flow.Burst' 'Nope: go easy' 'a.log:Flow.Burst'
msc-err: Not a Flow.Burst: no such code
msc-err: Nope: go easy: no such code
msc-err: a.log:Flow.Burst: no such code
[1]

# Nothing; near misses.
$ msc-err Teapto
msc-err: Teapto: no such code, did you mean Teapot?
[1]
$ msc-err bad_shap3
msc-err: bad_shap3: no such code, did you mean BadShape?
[1]
$ msc-err 'quite something else'
msc-err: quite something else: no such code
[1]
$ msc-err 4029
msc-err: 4029: no such code
[1]
$ msc-err 2abc
msc-err: 2abc: no such code
[1]
$ msc-err "$(printf 'a\nb\033[2J\302\233')"
msc-err: a\u000ab\u001b[2J\u009b: no such code
[1]
$ msc-err "$(printf '%0300d' 0)"
msc-err: 000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000...: no such code
[1]
$ msc-err '{"a": 1}'
msc-err: {"a": 1}: no error in this response
[1]
$ msc-err "{\"code\":$(printf '%080d' 0 | sed 's/0/[/g')1"
msc-err: query: line 1: skipped: too large or nested too deep
[2]

# The name of a file is a query, too; no file is touched.
$ msc-err app.log ./out/teapot.json logs/today
msc-err: app.log: no such code; to read a file: msc-err -f app.log
msc-err: ./out/teapot.json: no such code; to read a file: msc-err -f ./out/teapot.json
msc-err: logs/today: no such code; to read a file: msc-err -f logs/today
[1]
$ msc-err https://example.com/ 'no app.log'
msc-err: https://example.com/: no such code
msc-err: no app.log: no such code
[1]

# Several, each on its own.
$ msc-err 418 Flow.Rate
418 Teapot
  Message:     I am a teapot, short and stout.
  Description: The one row of its status.
  Retry:       no, change something first

429 Flow.Rate
  Message:     Too much flow a minute, please wait.
  Description: A member of it.
  Retry:       yes, try again later
$ msc-err -o code Teapot Nope 500 Nopenope
Teapot
msc-err: Nope: no such code
Broken
msc-err: Nopenope: no such code
[1]

# Filters narrow.
$ msc-err -o code -s 404
NotHere
$ msc-err -o code --status 5XX
Broken
$ msc-err -o code -c door_shut
Door.Closed
$ msc-err -o code --code=429
msc-err: 429: no such code
[1]
$ msc-err -o code -m 'PLEASE WAIT'
Flow.Rate
Flow.Share
$ msc-err -o code,message -s 429 -m share
Flow.Share	Your share is used up, please wait for more.
$ msc-err -o code -s 4xx -s 429 -m too -m minute
Flow.Rate
$ msc-err -o code -r -l
Flow
Flow.Rate
Flow.Share
$ msc-err -o code,retry Flow.Share -s 403
Flow.Share	no
$ msc-err -r Teapot
msc-err: Teapot: nothing that fits the options
[1]
$ msc-err -r -o code Flow Teapot
Flow
msc-err: Teapot: nothing that fits the options
[1]
$ msc-err -s 499 -m nowhere
msc-err: no code fits the options
[1]
$ echo '{"code":"Teapot","message":"m"}' | msc-err -o code -s 499
msc-err: no code fits the options
msc-err: standard input was not read: to filter it, add -
[1]
$ echo '{"code":"Teapot","message":"m"}' | msc-err -o code -c Teapto
msc-err: Teapto: no such code, did you mean Teapot?
[1]
$ echo '{"code":"Teapot","message":"m"}' | msc-err -o code -s 418 -
Teapot
$ msc-err -s 499
msc-err: no code fits the options
[1]
$ msc-err -c Teapto
msc-err: Teapto: no such code, did you mean Teapot?
[1]
$ msc-err 200 -s 4xx
msc-err: 200: nothing that fits the options
[1]

# All of it.
$ msc-err -l -o status,code
400	BadShape
400	BadShape.Quoted
400	BadShape.Slashed
400	What-Now
403	Door.Closed
404	NotHere
415	FetchFailed
418	Teapot
429	Flow
429	Flow.Rate
429	Flow.Share
403	Flow.Share
500	Broken
409	Twins
409	Twins
$ msc-err --list --json
{"status":400,"code":"BadShape","message":"No shape, no drawing.","description":"A comma, in both texts.","retryable":false}
{"status":400,"code":"BadShape.Quoted","message":"The word \"please\" is missing.","description":"A \"quote\" in both texts.","retryable":false}
{"status":400,"code":"BadShape.Slashed","message":"C:\\temp\\new is not a path.","description":"A backslash \\ in both texts.","retryable":false}
{"status":400,"code":"What-Now","message":"What??/ Who??!","description":"Two question marks make a trigraph ??( in C.","retryable":null}
{"status":403,"code":"Door.Closed","message":"The door is closed.","description":"Two lines. Knock as follows:\nonce, then twice.","retryable":false}
{"status":404,"code":"NotHere","message":"请求的内容不存在。","description":"说明：没有这样的内容。","retryable":false}
{"status":415,"code":"FetchFailed","message":"Cannot fetch the file: xxx","description":"The message names the file.","retryable":null}
{"status":418,"code":"Teapot","message":"I am a teapot, short and stout.","description":"The one row of its status.","retryable":false}
{"status":429,"code":"Flow","message":"Too much flow.","description":"The head of a family.","retryable":true}
{"status":429,"code":"Flow.Rate","message":"Too much flow a minute, please wait.","description":"A member of it.","retryable":true}
{"status":429,"code":"Flow.Share","message":"Your share is used up, please wait for more.","description":"The first row of two.","retryable":true}
{"status":403,"code":"Flow.Share","message":"Your free share is used up.","description":"The second row of its code has another status.","retryable":false}
{"status":500,"code":"Broken","message":"Something broke while xxx was made into xxx.","description":"Two places for real values, and no reason why.","retryable":null}
{"status":409,"code":"Twins","message":"The left one is out.","description":"The first row of two with the same advice.","retryable":false}
{"status":409,"code":"Twins","message":"The right one is out.","description":"The second.","retryable":false}

# A response that is pasted has what came, as one that is read.
$ msc-err -o code,match,line,input_message '{"code":"Teapot","message":"x"}'
Teapot	code	1	x
$ msc-err -o input_code Teapot ' [{"code":"teapot","message":"x"}]'

teapot
$ msc-err -o input_code Teapot
msc-err: -o input_code is for responses: add -f FILE, or - for standard input
[2]
$ msc-err -o count '{"code":"Teapot","message":"x"}'
msc-err: -o count needs --count
[2]

# -s asks of 200 what the query does; no other filter fits it.
$ msc-err -s 200
200
  Description: The status code 200 indicates that the request is successful.
$ msc-err -o status -s 2xx
200
$ msc-err -o status -s 200 -r
msc-err: no code fits the options
[1]
$ msc-err -o status -s 200 -m successful
msc-err: no code fits the options
[1]
$ msc-err -o status,code -m e -m b
500	Broken
$ msc-err -qs 200
$ msc-err -s 201
msc-err: no code fits the options
[1]
