
# The real table: what the documentation shows, and what must hold of it. Nothing here may change when a row is added.
$ msc-err Throttling.RateQuota | grep -ve Fix: -e Cases:
429 Throttling.RateQuota
  Message:     Requests rate limit exceeded, please try again later.
  Description: The frequency of calls triggers throttling, such as the number of requests per second.
  Retry:       yes, try again later
$ msc-err Throttling | grep -o 'See also:    Throttling.RateQuota, Throttling.AllocationQuota'
See also:    Throttling.RateQuota, Throttling.AllocationQuota
$ msc-err InvalidParameter | grep -c '^  Cases:       [0-9]* messages, msc-err -lc InvalidParameter$'
1
$ msc-err -o code throttling_ratequota INVALIDAPIKEY limit_requests RetrievalFailed '#apikey-error'
Throttling.RateQuota
InvalidApiKey
Throttling.RateQuota
RetrivalFailed
InvalidApiKey
$ msc-err -o code 'rate limit' 'key api' | grep -x -e Throttling.RateQuota -e InvalidApiKey | uniq
Throttling.RateQuota
InvalidApiKey
$ msc-err -o message 'Required parameter(AppId) missing or invalid, please check the request parameters.'
Required parameter(xxx) missing or invalid, please check the request parameters.
$ msc-err -o code,retry 'Free allocated quota exceeded.' | uniq
Throttling.AllocationQuota	no
$ msc-err Throtling InvalidApiKy
msc-err: Throtling: no such code, did you mean Throttling?
msc-err: InvalidApiKy: no such code, did you mean InvalidApiKey?
[1]

# A tally of all rows, read again, stays what it is: no row is taken for another one.
$ msc-err -lj | sed 's/^{/{"count":1,/; s/}$/,"input":null}/' >tally; msc-err --count -j -f tally >first; msc-err --count -j -f first | cmp - first
$ msc-err --count -o count -f tally | sort -n | tail -n 1
1

# Tallies that are read again; JSON that only looks like one.
$ echo '{"took":3,"count":120,"error":{"code":"E7","message":"m"}}' | msc-err --count -o count,input_code
1	E7
$ echo '{"count":3,"status":429,"code":"Throttling","input":null}' | msc-err --count -o count,code
3	Throttling
$ printf '{"code":"%s","message":"x"}\n' NO-SUCH-CODE No.Such.Code no_such_code | msc-err --count -j | msc-err --count -o count,input_code
3	NO-SUCH-CODE

# A code that is not in the table is one in any spelling.
$ printf '{"code":"%s","message":"x"}\n' no_such_code No.Such.Codes | msc-err -o input_code -c No.Such.Code -
no_such_code
