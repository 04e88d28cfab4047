# What is made of the program for others: one static file, a tarball, a Debian package; and their tests.
# Included by the Makefile.

# One file that needs no other: with a static cJSON, or CJSON_SOURCE=the folder of cJSON's own source.
static_cjson = $(or $(filter %.a,$(CJSON_LIBS)),$(wildcard $(shell $(CC) -print-file-name=libcjson.a)),$(error \
	no libcjson.a. Name one: CJSON_LIBS=path/libcjson.a, or cJSON's source (apt-get source cjson): CJSON_SOURCE=its folder))
static: build/codes_table.c
	$(if $(CJSON_SOURCE),mkdir -p build/cjson && cp "$(CJSON_SOURCE)"/cJSON.[ch] build/cjson)
	$(CC) $(standard) $(harden) $(reproducible) -Isrc $(if $(CJSON_SOURCE),-Ibuild,$(CJSON_CFLAGS)) $(CPPFLAGS) $(CFLAGS) -static \
		$(LDFLAGS) -o build/msc-err-static src/*.c $< $(if $(CJSON_SOURCE),build/cjson/cJSON.c,$(static_cjson)) -lm $(LDLIBS)

dist deb:
	@sh data/$@.sh "$(version)" "$(released)"

# Slower tests, or such as need more tools: each tests/NAME.sh.
slow := check-install check-dist check-deb check-reproducible check-portable
$(slow): check-%: all build/tests/run
	@MAKE="$(MAKE)" TEST_LIMIT=1800 build/tests/run 'sh tests/$*.sh'

.PHONY: static dist deb $(slow)
