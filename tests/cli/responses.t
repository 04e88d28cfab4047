
# What is read, filtered: by a code, of which a failure may have none; by what it said or the table says.
$ printf 'Error code: 429\n\n{"code":"Teapot","message":"m"}\n' | msc-err -o line,code -c teapot -
1	Teapot
$ printf 'Error code: 429\n\n{"code":"Stranger","message":"m"}\n' | msc-err -o line,input_code -c STRANGER -
1	Stranger
$ echo 'Error code: 429' | msc-err -c flow -
[1]
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n{"code":"Teapot","message":"Go on."}\n' | msc-err -o line,code -m 'GO EASY' -
1	Flow
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n{"code":"Teapot","message":"Go on."}\n' | msc-err -o line,code -m stout -
4	Teapot
$ printf 'Error code: 429\n\n{"code":"Flow","message":"Go easy."}\n' | msc-err -m nowhere -
[1]

# Among the rows of a relative, the one of the status that came.
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

# More codes that are not in the table than a tally has room for at first.
$ seq 11 45 | sed 's/.*/{"code":"Stranger.&","message":"m"}/' >strangers; echo '{"code":"Stranger.30","message":"m"}' >>strangers
$ msc-err --count -o count,input_code -f strangers | head -n 3
2	Stranger.30
1	Stranger.11
1	Stranger.12
$ msc-err --count -f strangers | tail -n 1
36 errors in 36 records
$ msc-err --count -o input_code -f strangers | sort -u | wc -l
35

# Tallies of so many that they cannot be added up.
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
$ echo 'MyException: [Teapot] It is short (requestId: r-1)' | msc-err -o request_id,input_message
r-1	It is short
$ echo 'Failed: HTTP 418, Teapot: It is short, request_id=r-2' | msc-err -o request_id,input_message
r-2	It is short
$ echo "Request id: r-3, Status code: 418, error code: Teapot, error message: Not 'hot', 'stout'" | msc-err -o request_id,input_status,input_message
r-3	418	Not 'hot', 'stout'
$ echo 'Error: Teapot: The requestId: is missing' | msc-err -o request_id,input_message
	The requestId: is missing

# A colour in a word hides nothing, whatever follows.
$ { printf 'App: Er\033[31mror: 4\033[0m18 Teapot\n'; yes 'nothing happens on this line of the log' | head -n 9; } >coloured; msc-err -o line,input_status -f coloured
1	418

# Source code that assigns a constant to a variable.
$ echo 'UErrorCode errorCode = U_ZERO_ERROR;' | msc-err -
[1]
