/* The texts of --help and --version. */
#ifndef HELP_H
#define HELP_H

#include <stdio.h>

/* Writes the whole of -h. */
void help_print(FILE *out);
/* Writes a few lines for a run without arguments on a terminal. */
void help_print_usage(FILE *out);
/* Writes the line of -V. */
void help_print_version(FILE *out);

#endif
