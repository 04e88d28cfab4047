# What is measured, and what measures it: make bench. None of it needs the packages that the tests need.
build/bench/%.o: tests/%.c Makefile | build/bench
	$(compile)

build/bench/generate: $(addprefix build/bench/,generate.o samples.o)
	$(link) $(LDLIBS)

build/bench/measure: build/bench/measure.o
	$(link) $(LDLIBS)

build/bench/hostile: build/bench/hostile.o
	$(link) -lm $(LDLIBS)

# With the same libraries, though it needs none: most of a short run is loading them.
build/bench/hello: build/bench/hello.o
	$(link) -Wl,--no-as-needed $(CJSON_LIBS) $(LDLIBS)

build/bench/codes.csv: data/codes.csv build/bench/generate
	{ cat data/codes.csv && build/bench/generate table 10000; } >$@

build/bench/codes_table.c: build/bench/codes.csv build/mktable
	build/mktable $< $@

build/bench/msc-err: $(objects) build/bench/codes_table.o
	$(link) $(CJSON_LIBS) $(LDLIBS)

# make check: tallies add up.
tests += 'sh tests/tally.sh build/msc-err build/bench/generate'
check: build/bench/generate


bench: all $(addprefix build/bench/,generate measure hello msc-err)
	@sh tests/bench.sh

# What a byte costs in inputs that are made to cost much: in each no more than 300 ns, however long it is.
bench-hostile: build/msc-err build/bench/hostile
	@build/bench/hostile build/msc-err

build/bench:
	mkdir -p $@

.PHONY: bench bench-hostile

-include $(wildcard build/bench/*.d)
