/* The rows of tests/codes.csv, in its order. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "table.h"

#include "suites.h"

enum {
	BAD_SHAPE,
	BAD_SHAPE_QUOTED,
	BAD_SHAPE_SLASHED,
	WHAT_NOW,
	DOOR_CLOSED,
	NOT_HERE,
	FETCH_FAILED,
	TEAPOT,
	FLOW,
	FLOW_RATE,
	FLOW_SHARE,
	FLOW_SHARE_FREE,
	BROKEN,
	TWINS,
	TWINS_SECOND,
	BAD_SHAPE_MORE,
	BAD_SHAPE_FEWER,
	BAD_SHAPE_OPEN,
	BAD_SHAPE_PEN,
	FLOW_BURST,
	FLOW_BURST_XXX,
	SILENT_CODE,
	NO_CODE,
	NO_CODE_NO_STATUS,
	ROWS
};

#define NONE TABLE_NONE

/* Fails a test that found another row than it should when it asked for this. */
static inline void ck_assert_row(const char *asked, size_t row, size_t expected)
{
	ck_assert_msg(row == expected, "%s: row %zd, not %zd", asked, (ssize_t)row, (ssize_t)expected);
}

#endif
