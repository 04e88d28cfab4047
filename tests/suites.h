/* What the suites share. Each tests/test_*.c has one suite, which tests one module of src/. */
#ifndef SUITES_H
#define SUITES_H

#include "text.h"

#include <check.h>

Suite *text_suite(void);
Suite *match_suite(void);
Suite *prefilter_suite(void);

/* Opens a stream whose bytes capture_end returns, ended by a NUL, for the caller to free. One at a time. */
FILE *capture_begin(void);
char *capture_end(FILE *out);

#endif
