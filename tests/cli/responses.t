
# Filters of failures: by a code, which a failure may not have; by its own message or that of its row.
$ printf 'Error code: 429\n\n{"code":"Teapot","message":"m"}\n' | msc-err -o line,code -c teapot -
1	Teapot
$ printf 'Error code: 429\n\n{"code":"Unknown","message":"m"}\n' | msc-err -o line,input_code -c UNKNOWN -
1	Unknown
$ echo 'Error code: 429' | msc-err -c flow -
[1]
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n{"code":"Teapot","message":"Go on."}\n' | msc-err -o line,code -m 'GO EASY' -
1	Flow
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n{"code":"Teapot","message":"Go on."}\n' | msc-err -o line,code -m stout -
4	Teapot
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n' | msc-err -m nowhere -
[1]

# A dotted code that is not in the table is related to its last part or to its nearest parent. Among its rows, the one of the status that came.
$ printf '{"code":"%s","message":"m"}\n' Broken.BadShape A.B.Teapot Flow.Rate.Burst Flow.X.Y.Z BadShapeException com.example.BadShapeException Nobody.Knows . | msc-err -o match,code,input_code
related	BadShape	Broken.BadShape
related	Teapot	A.B.Teapot
related	Flow.Rate	Flow.Rate.Burst
related	Flow	Flow.X.Y.Z
none		BadShapeException
none		com.example.BadShapeException
none		Nobody.Knows
none		.
$ echo '{"code":"Flow.Share.Daily","status_code":403,"message":"m"}' | msc-err -o match,code,status
related	Flow.Share	403
$ echo '{"code":"Flow.Share.Daily","status_code":418,"message":"m"}' | msc-err -j | grep -o '"alternatives":.*"status":[0-9]*'
"alternatives":[{"status":403

# Nothing but a code and its message; a code that is a number.
$ echo 'NotHere: no such thing.' | msc-err
404 NotHere
  Message:     请求的内容不存在。
  Description: 说明：没有这样的内容。
  Fix:         换一个地方。
  Retry:       no, change something first
  It said:     no such thing.
$ echo '{"error":"It broke.","code":1001}' | msc-err
An error without a code
  Retry:       not known: no code was found
  It said:     It broke.
$ echo '{"error":"It broke.","code":1001}' | msc-err -o match,input_status,input_code,input_message
none			It broke.

# More unknown codes than a tally has room for at first.
$ seq 11 45 | sed 's/.*/{"code":"Unknown.&","message":"m"}/' >unknown; echo '{"code":"Unknown.30","message":"m"}' >>unknown
$ msc-err --count -o count,input_code -f unknown | head -n 3
2	Unknown.30
1	Unknown.11
1	Unknown.12
$ msc-err --count -f unknown | tail -n 1
36 errors in 36 records
$ msc-err --count -o input_code -f unknown | sort -u | wc -l
35

# Tallies whose sum has no room.
$ { yes '{"count":9007199254740991,"status":429,"code":"Flow"}' | head -n 2050; } | msc-err --count -o count,code
18446744073709551615	Flow

# A message that is too long is cut between characters; of a log's text the end is read as well.
$ { printf 'Error code: 418 - %08191d' 0; echo 中; } | msc-err -o input_message | tail -c 4
000
$ { printf '{"level":"error","log":"Traceback'; yes ' frame at x;' | head -n 2000 | tr -d '\n'; echo ' Error code: 429 - Flow: too much"}'; } | msc-err -o input_status,code,input_message
429	Flow	too much

# A string may go on over 32 lines; data goes on behind it.
$ for n in 32 33; do { printf '{"code":"Flow","message":"a'; printf '\nb%.0s' $(seq $n); echo '","request_id":"r"}'; } | msc-err -o code,request_id; done
Flow	r
Flow	r

# A status line's status counts for what follows it, but not far behind; it is one failure with that.
$ { printf 'HTTP/1.1 429 Too Many Requests\n\n'; seq 90; echo '{"code":"Flow","message":"m"}'; } | msc-err -o line,code,input_status
1	Flow	429
$ { printf 'HTTP/1.1 429 Too Many Requests\n\n'; seq 200; } | msc-err -o line,match,input_status
1	status	429
$ { printf 'HTTP/1.1 429 Too Many Requests\n\n{\n'; yes '"id": 1,' | head -n 200; printf '"code": "Flow",\n"message": "m"}\n'; } | msc-err -o line,code,input_status
1	Flow	429

# The line ends of Windows in a message are line ends.
$ printf '{"code":"Teapot","message":"one\\r\\ntwo"}\n' | msc-err | tail -n 2
  It said:     one
               two

# A request ID that a client put behind the message, or before all, is read as such.
$ echo 'Failed: HTTP 418, Teapot: It is short, request_id=r-2' | msc-err -o request_id,input_message
r-2	It is short
$ echo 'Error: Teapot: The requestId: is missing' | msc-err -o request_id,input_message
	The requestId: is missing

# A colour in a word hides nothing, whatever follows.
$ printf '{"code":"Tea.Pot","message":"a\033[\033[m us\033]b"}\n' | msc-err -o input_message -
a[ us]b
$ { printf 'App: Er\033[31mror: 4\033[0m18 Teapot\n'; yes 'nothing happens on this line of the log' | head -n 9; } >coloured; msc-err -o line,input_status -f coloured
1	418

# Source code that assigns a constant to a variable.
$ echo 'UErrorCode errorCode = U_ZERO_ERROR;' | msc-err -
[1]

# The last line needs no end.
$ printf '{"code":"Flow","message":"m"}\n\n{"code":"Teapot","message":"m"}' | msc-err -o code
Flow
Teapot
$ printf 'Error code: 418' | msc-err -o input_status
418
$ printf '' | msc-err -
[1]

# Data over several lines, in the notations of PHP and R.
$ echo 'msc-err -o line,input_status,input_code,input_message,request_id' >facts
$ printf 'Array\n(\n  [code] => Flow\n  [message] => a, b\n)\n' | sh facts
2		Flow	a, b	
$ printf ' $ code   : chr "Flow"\n $ message: chr "m"\n' | sh facts
1		Flow	m	

# One call is one failure, which begins on one line; what a later print adds fills it.
$ printf 'HTTP/1.1 429 Too Many Requests\r\nx-request-id: r\r\n\r\n{"code":"Flow","message":"m"}\n' | sh facts
1	429	Flow	m	r
$ printf "Error: 429 slow\n    at x (y.js:1:2) {\n  status: 429,\n  requestID: 'r',\n  code: 'Flow'\n}\n" | sh facts
1	429	Flow	slow	r
$ printf '{"code":"Flow","message":"m"}\nHTTP 429\n' | sh facts
1	429	Flow	m	
$ printf "2026-01-01 00:00:00 ERROR call failed\nTraceback (most recent call last):\n  File \"x\"\na.RateError: Error code: 429 - {'code': 'Flow', 'message': 'm'}\n" | sh facts
4	429	Flow	m	
$ printf '{"code":"Flow","message":"m","request_id":"r"}\nx\n{"code":"Flow","request_id":"r"}\n' | sh facts
1		Flow	m	r
$ printf 'code: Flow\nmessage: m\nrequest_id: r\n' | sh facts
1		Flow	m	r
$ printf 'Code: 403, status: Door.Closed, message: shut\n' | sh facts
1	403	Door.Closed	shut	

# Attempts of a retry and items of a list are failures of their own; records do not change each other.
$ printf '{"code":"Flow","message":"m"}\n{"code":"Flow","message":"m"}\n' | sh facts
1		Flow	m	
2		Flow	m	
$ printf '{"results":[{"code":"Flow","message":"a"},{"code":"Flow","message":"b"},{"code":"Teapot","message":"c"}]}\n' | sh facts
1		Flow	a	
1		Flow	b	
1		Teapot	c	
$ printf '{"code":"Flow","message":"m"}\n\ncurl: (22) The requested URL returned error: 500\n' | sh facts
1		Flow	m	
3	500			
$ printf '{"code":"Flow","x":{"y":1\n\nError code: 400 - {"code":"Teapot"}\n' | sh facts
1		Flow		
3	400	Teapot		
$ printf '{"code":"Flow","message":"m"}\n\nHTTP_CODE:429 SIZE:1\n\n{"code":"Teapot","message":"n"}\n' | sh facts
1	429	Flow	m	
5		Teapot	n	
$ printf "const M = {\n  'a': 'b',\n\n'x:{\"code\":\"Flow\",\"message\":\"q\"}',\n" | sh facts
4		Flow	q	

# Lines and records are counted, those that report nothing too.
$ { seq 30000; echo; echo '{"code":"Flow","message":"m"}'; seq 9; echo '{"code":"Teapot","message":"m"}'; } >long; msc-err -o line,code -f long; msc-err --count -f long | tail -n 1
30002	Flow
30012	Teapot
2 errors in 30011 records

# Server-sent events: a comment with the status stands before or behind the data; a body may go on over lines.
$ printf 'event:error\n:HTTP_STATUS/400\ndata:{"code":"Flow",\n: ping\ndata:"message":"m"}\n\n' | sh facts
3	400	Flow	m	
$ printf 'event:error\ndata:{"code":"Flow","message":"m"}\n:HTTP_STATUS/400\n\n' | sh facts
2	400	Flow	m	
$ printf 'event:error\n:HTTP_STATUS/429\ndata:too fast\n\n' | sh facts
3	429		too fast	
$ printf 'event:error\n:HTTP_STATUS/500\n\n' | sh facts
2	500			
$ printf 'event:result\n:HTTP_STATUS/200\ndata:{"output":{"text":"t"}}\n\n' | sh facts
[1]

# A failure is printed with all that it has, as far as the row does not.
$ printf '%s\n' '503 {"status":503,"code":"share_exceeded","message":"Come back \"tomorrow\".","request_id":"id-1"}' >full; msc-err -f full
429 Flow.Share
  Message:     Your share is used up, please wait for more.
  Description: The first row of two.
  Fix:         Ask for a larger share.
  Retry:       yes, try again later
  Came as:     503 share_exceeded
  It said:     Come back "tomorrow".
  Or else:     Your free share is used up.
               Retry: no, change something first
  Request ID:  id-1
  Where:       full:1
$ msc-err -j -f full
{"status":429,"code":"Flow.Share","message":"Your share is used up, please wait for more.","description":"The first row of two.","fix":"Ask for a larger share.","retryable":true,"source":"page","match":"code","input":{"file":"full","line":1,"status":503,"code":"share_exceeded","message":"Come back \"tomorrow\".","request_id":"id-1"},"alternatives":[{"status":403,"code":"Flow.Share","message":"Your free share is used up.","description":"The second row of its code has another status.","fix":"Buy a share.","retryable":false,"source":"page"}]}
$ msc-err -o code,source,match,file,line,request_id,input_status,input_code,input_message -f full
Flow.Share	page	code	full	1	id-1	503	share_exceeded	Come back "tomorrow".
$ echo '{"code":"TWINS","message":"Both are out."}' | msc-err | sed 1,/Retry/d
  It said:     Both are out.
  Or else:     The right one is out.
$ echo '{"status":418,"code":"TEAPOT","message":"I am a teapot, short and stout!"}' | msc-err | sed 1,/Retry/d
$ printf '\nError code: 418\n' | msc-err | sed 1,/Retry/d
  Where:       line 2
  Found by:    its status alone: no code was found
$ echo '{"code":"Tea.Teapot"}' | msc-err | sed 1,/Retry/d
  Came as:     Tea.Teapot
  Found by:    a related code: its own is not in the table
$ echo 'I am a teapot, short and stout.' | msc-err | sed 1,/Retry/d
  Found by:    its message: no code was found
$ echo '{"code":"Flow","message":"The shape has more than 9 corners."}' | msc-err | sed 1,/Retry/d
  Came as:     Flow
  It said:     The shape has more than 9 corners.
  Found by:    its message, which is more specific than its code

# A failure without a row has what is known.
$ for s in 429 403 502; do echo "Error code: $s" | msc-err; done
429
  May be:      Flow, Flow.Rate, Flow.Share
  Retry:       not known: it may be any of these
  Found by:    its status alone: no code was found
403
  May be:      Door.Closed, Flow.Share
  Retry:       no, change something first
  Found by:    its status alone: no code was found
502
  Retry:       not known: no code was found
$ echo 'Error code: 502' | msc-err -j
{"status":null,"code":null,"message":null,"description":null,"fix":null,"retryable":null,"source":null,"match":"none","input":{"file":null,"line":1,"status":502,"code":null,"message":null,"request_id":null}}
$ echo '{"code":"No.Such","message":"It broke."}' | msc-err
No.Such
  Retry:       not known: this code is not in the table
  It said:     It broke.

# Odd characters: a record stays one line, JSON valid, and nothing acts on a terminal.
$ printf '%s\n' '{"code":"X","message":"a\nc\\d \" \/ \u0000 \u001b[0m \u007f \u009f \u200e\u2028\u202e\u2066"}' >odd; msc-err -o input_message -f odd
a\nc\\d " / \u0000 \u001b[0m \u007f \u009f \u200e\u2028\u202e\u2066
$ msc-err -j -f odd | grep -o '"code":"X.*"request_id"'
"code":"X","message":"a\nc\\d \" / \u0000 \u001b[0m \u007f \u009f \u200e\u2028\u202e\u2066","request_id"
$ msc-err -f odd | tail -n 2
               c\d " / \u0000 \u001b[0m \u007f \u009f \u200e\u2028\u202e\u2066
  Where:       odd:1
$ odd=$(printf 'a\tb\033[1m'); cp odd "./$odd"; msc-err -o file -f "$odd"; msc-err -j -f "$odd" | grep -o '"file":.*"line"'; msc-err -f "$odd" | tail -n 1
a\tb\u001b[1m
"file":"a\tb\u001b[1m","line"
  Where:       a\u0009b\u001b[1m:1
$ printf '{"code":"X","message":"\377|\300\257|\342\202|\355\240\200|\364\220\200\200|\302\233"}' | msc-err -j 2>/dev/null | grep -o '"code":"X.*"request_id"'
"code":"X","message":"�|��|�|���|����|\u009b","request_id"

# A tally: a line for each row, the most frequent first; what has no row by its code.
$ { printf '{"code":"BadShape","message":"The shape has more than %s corners."}\n\n' 7 8; printf '{"code":"%s","status":400,"message":"m"}\n\n' BadShape No.Such; } >four; msc-err --count -f four
   count   share  status  retry  code
       2   50.0%     400  no     BadShape  The shape has more than xxx corners.
       1   25.0%     400  no     BadShape  No shape, no drawing.
       1   25.0%     400  -      No.Such

4 errors in 4 records
$ msc-err --count -o count,match,status,input_code -f four
2		400	
1		400	
1			No.Such
$ msc-err --count -j -f four | sed 's/"message".*"source"/"source"/'
{"count":2,"status":400,"code":"BadShape","source":"seen","input":null}
{"count":1,"status":400,"code":"BadShape","source":"page","input":null}
{"count":1,"status":null,"code":null,"source":null,"input":{"status":400,"code":"No.Such"}}

# What is read from a record is the same whatever record is above it, behind a blank line.
$ echo '{"code":"Door.Closed","message":"m","request_id":"r-1"}' >above; echo '{"code":"Flow","message":"m","request_id":"r-2"}' >below
$ { cat above; echo; echo '<Response(https://api.example.com/v1/services/text/generation/run) [429 Too Many Requests]>'; echo "<Headers('x-request-id': 'r-2')>"; echo; cat below; } | msc-err -o input_status,input_code
	Door.Closed
429	Flow
$ { cat above; echo; echo '#<Net::HTTPTooManyRequests 429 Too Many Requests readbody=true>'; cat below; } | msc-err -o input_status,input_code
	Door.Closed
429	Flow
$ { echo '2026-01-01 00:00:00 ERROR x: <400> BadShape: m'; echo; echo 'HTTP 400 - no room'; echo '{"request_id":"r-3"}'; echo 'a.b.SomeException: HTTP 400 it broke'; } | msc-err -o line,input_status,input_code
1	400	BadShape
5	400	
$ { echo '2026-01-01 00:00:00 ERROR x: <400> BadShape: m'; echo; echo 'I/app ( 4711):   x: Error code: 400 - too many'; } | msc-err -o line,input_status,input_code
1	400	BadShape
3	400	
$ { echo '2026-01-01 00:00:00 ERROR x: <400> BadShape: m'; echo; echo 'retries: 503'; echo '   ^'; echo ' error x BadShape.More: n'; } | msc-err -o line,input_code
1	BadShape
5	BadShape.More

# As curl -w '\n\n%{http_code}\n' prints it, the status below a blank line is that of the body.
$ { cat below; echo; echo 429; } | msc-err -o input_status,input_code
429	Flow

# Lines of one log are records of their own, however long they are.
$ for i in 1 2 3; do echo "time=2026-11-29T12:00:0${i}Z level=ERROR msg=\"call failed\" code=Flow.Rate status=429 request_id=r-$i"; done | msc-err -o line,input_code,request_id
1	Flow.Rate	r-1
2	Flow.Rate	r-2
3	Flow.Rate	r-3
$ for i in 1 2; do echo "worker $i: the call to the service failed with status=429 code=Flow.Rate model=m request_id=r-$i"; done | msc-err -o line,input_code,request_id
1	Flow.Rate	r-1
2	Flow.Rate	r-2
$ printf 'Error code: %s\n' 403 429 | msc-err -o line,input_status
1	403
2	429
$ echo '429 Flow.Rate' | msc-err -o input_status,input_code; echo '429 Flowers' | msc-err
429	Flow.Rate
[1]

# A message is what was said: no tag of a page, no field behind the status, no code alone.
$ echo '<title>504 Gateway Time-out</title>' | msc-err -o input_status,input_message
504	Gateway Time-out
$ echo 'call failed: code=Flow, status=429, request_id=r-1' | msc-err -o input_status,input_code,input_message,request_id
429	Flow		r-1
$ echo 'HTTP 429: Flow.Rate' | msc-err -o input_status,input_code,input_message
429	Flow.Rate	

# Each failed item of a response, once.
$ echo '{"request_id":"r-1","output":{"task_status":"SUCCEEDED","results":[{"code":"Flow","message":"a"},{"code":"Teapot","message":"b"},{"code":"Flow","message":"c"}]}}' >items
$ cat items items | msc-err -o line,input_code,input_message,request_id
1	Flow	a	r-1
1	Teapot	b	r-1
1	Flow	c	r-1

# A status that is cut off, and a count that is there twice.
$ printf ':HTTP_STATUS/4\n{"code":"Flow","message":"m"}\n' | msc-err -o line,input_code
2	Flow
$ echo '{"count":12,"count":34,"status":null,"code":"No.Such"}' | msc-err --count -o count
34
