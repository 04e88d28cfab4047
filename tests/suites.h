/* What the suites share. Each tests/test_*.c has one suite, which tests one module of src/. */
#ifndef SUITES_H
#define SUITES_H

#include "text.h"

#include <check.h>

Suite *text_suite(void);
Suite *match_suite(void);

/* A FILE * whose bytes capture_end gives, ended by a NUL; the caller frees them. One at a time. */
FILE *capture_begin(void);
char *capture_end(FILE *out);

#endif
