# GNU make. Everything made lies under build/.
#
#	make            build/msc-err
#	make check      all tests; Debian: apt-get install check
#	make install    to PREFIX (DESTDIR is put before it)

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
CFLAGS ?= -O2 -g
CC_FOR_BUILD ?= cc
CFLAGS_FOR_BUILD ?= -O1
PKG_CONFIG ?= pkg-config
INSTALL ?= install

standard := -std=c11 -D_POSIX_C_SOURCE=200809L
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wcast-qual \
	-Wwrite-strings -Wformat=2 -Wvla -Wundef
# The same binary wherever it is built.
reproducible := -ffile-prefix-map=$(CURDIR)=.

# Hardening, each part only where the user's own flags do not speak of it.
given := $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)
pie_words := -pie -no-pie -fpie -fPIE -fno-pie -fno-PIE -fpic -fPIC -static -static-pie -shared
fortify_words := -D_FORTIFY_SOURCE% -U_FORTIFY_SOURCE -Wp,-D_FORTIFY_SOURCE% -Wp,-U_FORTIFY_SOURCE% -fsanitize%
relro := -Wl,-z,relro
now := -Wl,-z,now
harden := $(if $(filter -fstack-protector% -fno-stack-protector%,$(given)),,-fstack-protector-strong)
harden += $(if $(filter $(fortify_words),$(given)),,$(if $(filter-out -O0,$(filter -O%,$(given))),\
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))
harden += $(if $(filter $(pie_words),$(given)),,-fPIE)
harden_link := $(if $(filter $(pie_words),$(given)),,-pie)
harden_link += $(if $(findstring relro,$(given)),,$(relro)) $(if $(findstring now,$(given)),,$(now))

# $(call package,flag,its name,Debian's name): what pkg-config says, or a clear end.
package = $(if $(shell $(PKG_CONFIG) --exists $2 && echo there),$(shell $(PKG_CONFIG) $1 $2),$(error \
	$2 is missing (asked $(PKG_CONFIG)). On Debian: apt-get install pkg-config $3))
# Asked once, and only when something is built.
CJSON_CFLAGS = $(eval CJSON_CFLAGS := $$(call package,--cflags,libcjson,libcjson-dev))$(CJSON_CFLAGS)
CJSON_LIBS = $(eval CJSON_LIBS := $$(call package,--libs,libcjson,libcjson-dev))$(CJSON_LIBS)
CHECK_CFLAGS = $(eval CHECK_CFLAGS := $$(call package,--cflags,check,check))$(CHECK_CFLAGS)
CHECK_LIBS = $(eval CHECK_LIBS := $$(call package,--libs,check,check))$(CHECK_LIBS)

compile = $(CC) $(standard) $(warnings) $(harden) $(reproducible) -Isrc $(CJSON_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
link = $(CC) $(CFLAGS) $(harden_link) $(LDFLAGS) -o $@ $(filter %.o,$^)

objects := $(patsubst src/%.c,build/%.o,$(wildcard src/*.c))
modules := $(filter-out build/main.o,$(objects))
suites := $(patsubst tests/%.c,build/tests/%.o,$(wildcard tests/check.c tests/test_*.c))

all: build/msc-err

build/msc-err: $(objects) build/codes_table.o
	$(link) $(CJSON_LIBS) $(LDLIBS)

build/%.o: src/%.c Makefile | build/tests
	$(compile)

# The tables: of the facts, and of the tests.
build/mktable: $(wildcard data/*.c data/*.h) src/codes_table.h Makefile | build/tests
	$(CC_FOR_BUILD) $(standard) $(CFLAGS_FOR_BUILD) -Isrc -o $@ $(filter %.c,$^)

build/codes_table.c: data/codes.csv build/mktable
	build/mktable $< $@

build/tests/codes_table.c: tests/codes.csv build/mktable
	build/mktable $< $@

%/codes_table.o: %/codes_table.c src/codes_table.h
	$(compile) -Wno-overlength-strings

# Tests.
build/tests/%.o: tests/%.c Makefile | build/tests
	$(compile) $(CHECK_CFLAGS)

build/tests/check: $(suites) $(modules) build/tests/codes_table.o
	$(link) $(CHECK_LIBS) $(CJSON_LIBS) $(LDLIBS)

# The program with the table of the tests.
build/tests/msc-err: build/main.o $(modules) build/tests/codes_table.o
	$(link) $(CJSON_LIBS) $(LDLIBS)

check: build/msc-err build/tests/msc-err build/tests/check
	@build/tests/check
	@sh tests/mktable.sh build/mktable
	@sh tests/cli.sh build/msc-err build/tests/msc-err
	@sh tests/docs.sh build/msc-err

build/tests:
	mkdir -p $@

install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -m 755 build/msc-err $(DESTDIR)$(BINDIR)/msc-err
	$(INSTALL) -m 644 man/msc-err.1 $(DESTDIR)$(MANDIR)/man1/msc-err.1

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/msc-err $(DESTDIR)$(MANDIR)/man1/msc-err.1

clean:
	rm -rf build

.PHONY: all check install uninstall clean
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

-include $(wildcard build/*.d build/tests/*.d)
