/* What a program costs that does nothing: make bench measures msc-err's lookups beside it. */
#include <stdio.h>

int main(void)
{
	puts("hello, world");
	return 0;
}
