/* The forms an answer can take: what -j and -o choose. */
#ifndef FORM_H
#define FORM_H

/* What -o can name, in the order of its documentation. */
enum field {
	FIELD_STATUS,
	FIELD_CODE,
	FIELD_MESSAGE,
	FIELD_DESCRIPTION,
	FIELD_FIX,
	FIELD_RETRY,
	FIELD_SOURCE,
	FIELD_MATCH, /* from here on: of failures that were read */
	FIELD_FILE,
	FIELD_LINE,
	FIELD_REQUEST_ID,
	FIELD_INPUT_STATUS,
	FIELD_INPUT_CODE,
	FIELD_INPUT_MESSAGE,
	FIELD_COUNT, /* of a tally */
	FIELDS
};

/* The most fields that one -o can hold (they may repeat). */
enum { FIELDS_MOST = 32 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_FIELDS };

#endif
