# make fuzz    each tests/fuzz/fuzz_*.c for FUZZ_SECONDS, from FUZZ_SEED (0: another one each time);
#              Debian: apt-get install clang libclang-rt-14-dev
#
# What they learn stays in build/fuzz/grown. A finding is left in build/fuzz/found: build/fuzz/fuzz_responses FILE runs it
# again. Without sanitizers it goes faster: make fuzz FUZZ_FLAGS=-O2

FUZZ_CC ?= clang
FUZZ_SECONDS ?= 30
FUZZ_SEED ?= 0
FUZZ_FLAGS ?= -O2 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz_wraps := malloc calloc realloc free read write open close ioctl isatty poll ppoll sigprocmask prefilter_pass
fuzz_objects := $(patsubst src/%.c,build/fuzz/%.o,$(wildcard src/*.c)) build/fuzz/codes_table.o build/fuzz/harness.o
fuzz_targets := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c)) build/fuzz/fuzz_limits
# Comparisons are traced for the fuzzer, but where there are too many of them to learn from.
fuzz_coverage = $(if $(filter table.c text.c harness.c,$(<F)),-fsanitize-coverage=inline-8bit-counters$(comma)pc-table,-fsanitize=fuzzer-no-link)
fuzz_compile = $(FUZZ_CC) $(standard) -Isrc -Idata $(CJSON_CFLAGS) $(fuzz_coverage) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

build/fuzz/%.o: src/%.c | build/fuzz
	$(fuzz_compile) $(if $(filter main.c,$(<F)),-Dmain=msc_err_main)

build/fuzz/codes_table.o: build/codes_table.c | build/fuzz
	$(fuzz_compile)

build/fuzz/%.o: tests/fuzz/%.c | build/fuzz
	$(fuzz_compile)

build/fuzz/%.o: data/%.c | build/fuzz
	$(fuzz_compile)

fuzz_link = $(FUZZ_CC) -fsanitize=fuzzer $(FUZZ_FLAGS) -o $@ $(filter %.o,$^)

build/fuzz/fuzz_responses build/fuzz/fuzz_queries: build/fuzz/%: build/fuzz/%.o $(fuzz_objects)
	$(fuzz_link) $(addprefix -Wl$(comma)--wrap=,$(fuzz_wraps)) $(CJSON_LIBS)

build/fuzz/fuzz_table: $(addprefix build/fuzz/,fuzz_table.o csv.o rows.o index.o words.o text.o)
	$(fuzz_link)

# The same program with limits that short inputs reach. It joins no lines that a terminal wrapped: at the end of so little
# room it depends on the pieces of the input which of them are seen together.
limits := INPUT_SIZE=300 STRING_LINES=4 SHORT_INPUT=200 FAILURE_MESSAGE=50 FAILURE_CODE=24 FAILURE_ID=40 UNESCAPED=80 LEVELS=3 \
	GROUP_DEPTH=8 FOUND_MOST=3 RESPONSE_LINES=6 ENTRY_LINES=20 LINES_MOST=0
limited := $(patsubst src/%,build/fuzz/limited/%,$(wildcard src/*.[ch]))

build/fuzz/limited/%: src/% tests/fuzz/fuzz.mk | build/fuzz/limited
	sed $(foreach limit,$(limits),-e 's/\<$(firstword $(subst =, ,$(limit))) = [0-9][0-9 *]*/$(subst =, = ,$(limit))/') $< >$@

build/fuzz/limited/%.o: build/fuzz/limited/%.c $(limited)
	$(subst -Isrc,-Ibuild/fuzz/limited,$(fuzz_compile)) $(if $(filter main.c,$(<F)),-Dmain=msc_err_main)

build/fuzz/fuzz_limits: build/fuzz/fuzz_responses.o $(patsubst src/%.c,build/fuzz/limited/%.o,$(wildcard src/*.c)) \
	build/fuzz/codes_table.o build/fuzz/harness.o
	@for limit in $(foreach limit,$(limits),$(firstword $(subst =, ,$(limit)))); do \
		grep -qh "\<$$limit = " src/*.[ch] || { echo "tests/fuzz/fuzz.mk: src has no limit $$limit" >&2; exit 1; }; done
	$(fuzz_link) $(addprefix -Wl$(comma)--wrap=,$(fuzz_wraps)) $(CJSON_LIBS)

comma := ,

# What the targets begin with: the responses that the tests know, the commands of the tests, the tables.
build/fuzz/corpus: tests/fuzz/fuzz.mk $(wildcard tests/responses/*.txt tests/*.tsv tests/cli/*.t tests/*.csv data/*.csv) | build/fuzz
	rm -rf $@ $@.new && mkdir -p $@.new/fuzz_responses $@.new/fuzz_queries $@.new/fuzz_table
	cp tests/responses/*.txt $@.new/fuzz_responses
	awk -F '\t' '$$6 !~ /^@/ { f = "$@.new/fuzz_responses/" NR; print $$6 >f; close(f) }' tests/responses.tsv
	cp -r $@.new/fuzz_responses $@.new/fuzz_limits
	cp tests/codes.csv $@.new/fuzz_table/tests.csv && cp data/codes.csv $@.new/fuzz_table
	sed -n "s/^[$$] msc-err //p" tests/cli/*.t | awk '{ gsub(/'\''/, ""); gsub(/ /, "\n"); f = "$@.new/fuzz_queries/" NR; \
		printf "%s", $$0 >f; close(f) }'
	mv $@.new $@

build/fuzz build/fuzz/limited:
	mkdir -p $@ build/fuzz/found

fuzz: $(fuzz_targets) build/fuzz/corpus
	@for target in $(notdir $(fuzz_targets)); do \
		mkdir -p build/fuzz/grown/$$target; \
		build/fuzz/$$target -max_total_time=$(FUZZ_SECONDS) -seed=$(FUZZ_SEED) -max_len=4096 -timeout=10 -rss_limit_mb=1024 \
			-malloc_limit_mb=64 -entropic=0 -dict=tests/fuzz/msc-err.dict -artifact_prefix=build/fuzz/found/ \
			-print_final_stats=1 build/fuzz/grown/$$target build/fuzz/corpus/$$target >build/fuzz/$$target.log 2>&1 || \
			{ tail -n 60 build/fuzz/$$target.log; exit 1; }; \
		sed -n "s/^stat::number_of_executed_units: */$$target: executions: /p" build/fuzz/$$target.log; \
	done

.PHONY: fuzz
-include $(wildcard build/fuzz/*.d)
