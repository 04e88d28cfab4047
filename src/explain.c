#include "explain.h"

int explain_text(const struct options *options, struct printer *printer, struct span text)
{
	(void)options;
	(void)printer;
	(void)text;
	return 0;
}

int explain_files(const struct options *options, struct printer *printer)
{
	(void)options;
	(void)printer;
	return 0;
}

size_t finding_alternative(const struct finding *finding, size_t after)
{
	if (!finding->alternatives)
		return CODES_NONE;
	for (size_t i = after == CODES_NONE ? 0 : after + 1; i < codes_count(); i++) {
		if (finding->row == CODES_NONE && codes_row(i).status == finding->status)
			return i;
		if (finding->row != CODES_NONE && i != finding->row &&
			codes_find(codes_row(i).code) == codes_find(codes_row(finding->row).code))
			return i;
	}
	return CODES_NONE;
}
