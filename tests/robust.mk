# make check-robust       inputs as large as they come, every fault, every way into a terminal; part of it in make check
# make check-hardening    what the default flags put into the program; Debian: apt-get install binutils

# Not with the user's flags: it is preloaded, not part of the program.
build/tests/faults.so: tests/faults.c | build/tests
	$(CC) -std=c11 -O1 -shared -fPIC -o $@ $< 2>/dev/null || : >$@

check-robust: build/tests/run build/msc-err build/tests/faults.so
	@TEST_LIMIT=1800 build/tests/run 'sh tests/robust.sh --all build/msc-err build/tests/faults.so'

check-hardening: build/tests/run
	@MAKE="$(MAKE)" TEST_LIMIT=1800 build/tests/run 'sh tests/hardening.sh'

.PHONY: check-robust check-hardening
