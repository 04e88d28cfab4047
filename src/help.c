#include "help.h"

#define VERSION "1.0"
#define USAGE                                                                                                          \
	"Usage: msc-err [OPTION]... [QUERY]...        look error codes up\n"                                           \
	"       msc-err [OPTION]... [-f FILE]... [-]  explain the errors in API responses\n"

static const char help[] = USAGE "\n"
				 "Explains the errors of Alibaba Cloud Model Studio (DashScope): what they mean,\n"
				 "what to do about them, and whether trying again can help.\n"
				 "\n"
				 "A QUERY is an HTTP status (429, 4xx), a code, a message or part of one, words in\n"
				 "any order, or an error as a program printed it. In a code, case and punctuation\n"
				 "do not matter. Without a QUERY, standard input is read: JSON, logs, tracebacks.\n"
				 "\n"
				 "These choose rows of the table or, with - or -f, errors in the input. Repeat one\n"
				 "to allow another value; different ones must all match:\n"
				 "  -s, --status=N[,N]... with this HTTP status; 4xx for a class\n"
				 "  -c, --code=CODE       with this code or another name of it, nothing else\n"
				 "  -m, --message=TEXT    whose message contains TEXT, in any case\n"
				 "  -r, --retryable       only what may be tried again\n"
				 "  -l, --list            list all rows that the options above choose, one a line\n"
				 "\n"
				 "Reading:\n"
				 "  -f, --file=FILE       read FILE (-: standard input); may be repeated\n"
				 "  -t, --tee             copy standard input to standard output, unchanged, and\n"
				 "                        explain on standard error\n"
				 "      --count           count the errors instead of explaining each\n"
				 "\n"
				 "Answers:\n"
				 "  -j, --json            one JSON object a line\n"
				 "  -o, --output=FIELDS   these fields, separated by tabs, one record a line:\n"
				 "                        status, code, message, description, fix, retry, source;\n"
				 "                        of errors that were read also match, file, line,\n"
				 "                        request_id, input_status, input_code, input_message;\n"
				 "                        with --count also count\n"
				 "  -q, --quiet           print nothing; the exit status answers\n"
				 "      --color=WHEN      auto, always or never\n"
				 "  -h, --help            print this, and exit\n"
				 "  -V, --version         print the version and the date of the table, and exit\n"
				 "\n"
				 "More than five rows are listed, one a line. For an error that is not in the\n"
				 "table, code and status are empty: -o input_code,input_status prints what came.\n"
				 "\n"
				 "Exit status: 0 found, 1 not found, 2 trouble. As with grep, input without an\n"
				 "error prints nothing and exits with 1.\n"
				 "\n"
				 "Examples:\n"
				 "  msc-err Throttling.RateQuota\n"
				 "  msc-err 429\n"
				 "  msc-err 'rate limit'\n"
				 "  curl -si https://dashscope-intl.aliyuncs.com/... | msc-err\n"
				 "  tail -f app.log | msc-err --json\n"
				 "  tail -f app.log | msc-err -s 429,5xx -    # without the -, a lookup\n"
				 "  msc-err -rq \"$code\" && sleep 10    # worth trying again?\n";

void help_print(FILE *out)
{
	(void)fputs(help, out);
}

void help_print_usage(FILE *out)
{
	(void)fputs(USAGE "Nothing to look up, and nothing is piped in. Try msc-err 429,\n"
			  "msc-err Throttling, COMMAND 2>&1 | msc-err, or msc-err --help.\n",
		out);
}

void help_print_version(FILE *out)
{
	(void)fputs("msc-err " VERSION ", table of " TABLE_DATE "\n", out);
}
