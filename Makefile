# GNU make. Everything made lies under build/.
#
#	make            build/msc-err
#	make check      all tests; Debian: apt-get install check
#	make bench      how fast it is, beside other programs: see tests/bench.sh; make bench-hostile
#	make install    to PREFIX (DESTDIR is put before it); make uninstall
#	make static     build/msc-err-static, one file that needs no other
#	make dist deb   build/msc-err-VERSION.tar.gz, build/msc-err_VERSION_ARCHITECTURE.deb

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR ?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_completions.d
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
z_relro := -z,relro
z_now := -z,now
z_lazy := -z,lazy
harden := $(if $(filter -fstack-protector% -fno-stack-protector%,$(given)),,-fstack-protector-strong)
harden += $(if $(filter $(fortify_words),$(given)),,$(if $(filter-out -O0,$(filter -O%,$(given))),\
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))
harden += $(if $(filter $(pie_words),$(given)),,-fPIE)
harden_link := $(if $(filter $(pie_words),$(given)),,-pie)
harden_link += $(if $(findstring relro,$(given)),,-Wl,$(z_relro))
harden_link += $(if $(findstring $(z_now),$(given))$(findstring $(z_lazy),$(given)),,-Wl,$(z_now))

# $(call package,flag,its name,Debian's name): what pkg-config says, or a clear end.
package = $(if $(shell $(PKG_CONFIG) --exists $2 && echo there),$(shell $(PKG_CONFIG) $1 $2),$(error \
	$2 is missing (asked $(PKG_CONFIG)). On Debian: apt-get install pkg-config $3))
# Asked once, and only when something is built.
CJSON_CFLAGS = $(eval CJSON_CFLAGS := $$(call package,--cflags,libcjson,libcjson-dev))$(CJSON_CFLAGS)
CJSON_LIBS = $(eval CJSON_LIBS := $$(call package,--libs,libcjson,libcjson-dev))$(CJSON_LIBS)
CHECK_CFLAGS = $(eval CHECK_CFLAGS := $$(call package,--cflags,check,check))$(CHECK_CFLAGS)
CHECK_LIBS = $(eval CHECK_LIBS := $$(call package,--libs,check,check))$(CHECK_LIBS)

# $(call say,what): that and the target, for the command that follows; V=1 shows the command instead.
silent := $(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(V),,@$(if $(silent),,echo '$1 $@';) )
compile = $(call say,CC)$(CC) $(standard) $(warnings) $(harden) $(reproducible) -Isrc $(CJSON_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
link = $(call say,LD)$(CC) $(CFLAGS) $(harden_link) $(LDFLAGS) -o $@ $(filter %.o,$^)

objects := $(patsubst src/%.c,build/%.o,$(sort $(wildcard src/*.c)))
modules := $(filter-out build/main.o,$(objects))
suites := $(patsubst tests/%.c,build/tests/%.o,$(sort $(wildcard tests/check.c tests/samples.c tests/test_*.c)))

# Each said in one place.
version = $(shell sed -n 's/^\#define VERSION "\(.*\)"/\1/p' src/options.c)
released = $(shell sed -n 's/^\.Dd //p' man/msc-err.1)

all: build/msc-err build/msc-err-codes.7

build/msc-err: $(objects) build/codes_table.o
	$(link) $(CJSON_LIBS) $(LDLIBS)

build/%.o: src/%.c Makefile | build/tests
	$(compile)

# The tables: of the facts, and of the tests.
makers := $(addprefix data/,csv.c csv.h rows.c rows.h index.c index.h) $(addprefix src/,words.c words.h text.c text.h)
build/mk%: data/mk%.c $(makers) Makefile | build/tests
	$(call say,CC)$(CC_FOR_BUILD) $(standard) $(CFLAGS_FOR_BUILD) -Isrc -o $@ $(filter %.c,$^)

build/codes_table.c: data/codes.csv build/mktable
	build/mktable $< $@

build/tests/codes_table.c: tests/codes.csv build/mktable
	build/mktable $< $@

build/msc-err-codes.7: data/codes.csv man/msc-err.1 build/mkman
	build/mkman $< "$(released)" >$@

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

check: build/msc-err build/tests/msc-err build/tests/check build/tests/faults.so
	@build/tests/check
	@sh tests/mktable.sh build/mktable
	@sh tests/cli.sh build/msc-err build/tests/msc-err
	@sh tests/docs.sh build/msc-err
	@sh tests/completion.sh build/msc-err
	@sh tests/robust.sh build/msc-err build/tests/faults.so

build/tests:
	mkdir -p $@

install: all
	$(INSTALL) -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man7" \
		"$(DESTDIR)$(BASHCOMPDIR)" "$(DESTDIR)$(ZSHCOMPDIR)" "$(DESTDIR)$(FISHCOMPDIR)"
	$(INSTALL) -m 755 build/msc-err "$(DESTDIR)$(BINDIR)"
	$(INSTALL) -m 644 man/msc-err.1 "$(DESTDIR)$(MANDIR)/man1"
	$(INSTALL) -m 644 build/msc-err-codes.7 "$(DESTDIR)$(MANDIR)/man7"
	$(INSTALL) -m 644 data/completions/msc-err.bash "$(DESTDIR)$(BASHCOMPDIR)/msc-err"
	$(INSTALL) -m 644 data/completions/_msc-err "$(DESTDIR)$(ZSHCOMPDIR)"
	$(INSTALL) -m 644 data/completions/msc-err.fish "$(DESTDIR)$(FISHCOMPDIR)"

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/msc-err" "$(DESTDIR)$(MANDIR)/man1/msc-err.1" "$(DESTDIR)$(MANDIR)/man7/msc-err-codes.7" \
		"$(DESTDIR)$(BASHCOMPDIR)/msc-err" "$(DESTDIR)$(ZSHCOMPDIR)/_msc-err" "$(DESTDIR)$(FISHCOMPDIR)/msc-err.fish"

clean:
	rm -rf build

# More tests, and what is made for others, each with its rules beside it.
include $(sort $(wildcard data/*.mk tests/*.mk tests/fuzz/*.mk))

.PHONY: all check install uninstall clean
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

-include $(wildcard build/*.d build/tests/*.d)
