
# The real table: what the program's documentation shows. Nothing here may change when a row is added.
$ msc-err Throttling.RateQuota
429 Throttling.RateQuota
  Message:     Requests rate limit exceeded, please try again later.
  Description: The frequency of calls triggers throttling, such as the number of requests per second.
  Retry:       yes, try again later
$ msc-err Throttling | grep -o 'See also:    Throttling.RateQuota, Throttling.AllocationQuota'
See also:    Throttling.RateQuota, Throttling.AllocationQuota
$ msc-err -o code 'rate limit' | grep -x Throttling.RateQuota
Throttling.RateQuota
$ msc-err -o code throttling_ratequota INVALIDAPIKEY limit_requests RetrievalFailed '#apikey-error'
Throttling.RateQuota
InvalidApiKey
Throttling.RateQuota
RetrivalFailed
InvalidApiKey
$ msc-err -o code 'Failed to download the input file: https://example.com/a.png'
BadRequest.InputDownloadFailed
$ msc-err -o code 'Required parameter(AppId) missing or invalid, please check the request parameters.'
InvalidParameter
$ msc-err -o code 'Workspace access denied.' 'Model access denied' 'Access denied.'
Workspace.AccessDenied
Model.AccessDenied
AccessDenied
$ msc-err -o code 'Access denied, please make sure your account is in good standing. For details, see: https://help.aliyun.com/'
Arrearage
$ msc-err -o code 'An internal error has occurred, please try again later or contact service support.'
InternalError
$ msc-err -o code 'An internal error has occurred during execution, please try again later or contact service support'
InternalError.Algo
$ msc-err -o code 'An system error has occurred, please try again later'
SystemError
$ msc-err -o code 'An internal timeout error has occurred during execution, please try again later or contact service support.'
InternalError.Timeout
$ msc-err -o code 'Input data may contain inappropriate content.' 'Output data may contain inappropriate content with custom rule'
DataInspectionFailed
CustomRoleBlocked
$ msc-err -o code,retry 'Free allocated quota exceeded.' 'Allocated quota exceeded, please increase your quota limit.'
Throttling.AllocationQuota	no
Throttling.AllocationQuota	yes
$ msc-err -o code 'Model qwen-max can not be found.' 'Model cannot be found.' 'WorkSpace can not be found!'
msc-err: Model qwen-max can not be found.: no such code
ModelNotFound
WorkSpaceNotFound
[1]
$ msc-err 'An network error has occurred, please try again later'
msc-err: An network error has occurred, please try again later: no such code
[1]
$ msc-err Throtling
msc-err: Throtling: no such code, did you mean Throttling?
[1]
$ msc-err InvalidApiKy
msc-err: InvalidApiKy: no such code, did you mean InvalidApiKey?
[1]
$ echo '{"took":3,"count":120,"error":{"code":"E7","message":"m"}}' | msc-err --count -o count,input_code
1	E7
$ echo '{"count":3,"status":429,"code":"Throttling","input":null}' | msc-err --count -o count,code
3	Throttling
$ echo '{"code":"FooBar","message":"m"}' | msc-err --count -j | msc-err --count -o count,input_code
1	FooBar
$ echo '{"error":{"code":"1302","message":"m"}}' | msc-err --count -j | msc-err --count -o count,input_code
1	1302

# A byte order mark is no part of the text.
$ for text in 'Access denied.' 'ModelNotFound: model not exist.' 'Payload Too Large'; do printf '\357\273\277%s\n' "$text" | msc-err -o code -; done
AccessDenied
ModelNotFound
BadRequest.TooLarge

# A code that is not in the table is one in any spelling, too.
$ printf '{"code":"No.Such.Code","message":"x"}\n' | msc-err -o input_code -c no_such_code -
No.Such.Code
$ printf '{"code":"%s","message":"x"}\n' no_such_code No.Such.Code NO-SUCH-CODE No.Such.Codes | msc-err --count -o count,input_code -
3	NO-SUCH-CODE
1	No.Such.Codes
$ printf '{"code":"%s","message":"x"}\n' NO-SUCH-CODE No.Such.Code no_such_code | msc-err --count -j - | msc-err --count -o count,input_code -
3	NO-SUCH-CODE
