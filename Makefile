# GNU make. Everything made lies under build/.
#
#	make            build/msc-err
#	make check      the quick tests; Debian: apt-get install check. More: make check-robust ..., see tests/*.mk
#	make bench      how fast it is, beside other programs: see tests/bench.sh; make bench-hostile
#	sudo make install    to PREFIX (DESTDIR is put before it); sudo make uninstall
#	make static     build/msc-err-static, one file that needs no other
#	make dist deb   build/msc-err-VERSION.tar.gz, build/msc-err_VERSION_ARCHITECTURE.deb

ifeq ($(wildcard src/main.c),)
$(error run make in the source folder, or name it with -C: a build outside of it is not supported)
endif

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

# What --version and msc-err-codes(7) say of data/codes.csv: change data/date with it.
table_date := $(shell cat data/date)
standard := -std=c11 -D_POSIX_C_SOURCE=200809L -DTABLE_DATE='"$(table_date)"'
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wcast-qual \
	-Wwrite-strings -Wformat=2 -Wvla -Wundef
# The same binary wherever it is built. The shell knows the folder, whatever its name, as the compiler does.
reproducible := "-ffile-prefix-map=$$PWD=."

# Hardening, each part only if the flags of the user do not select it.
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

# $(call package,flag,its name,Debian's name): the output of pkg-config, or a clear error.
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
suites := $(patsubst tests/%.c,build/tests/%.o,$(sort $(wildcard tests/check.c tests/test_*.c)))

# As mdoc writes a date: November 23, 2026.
month = $(word $(patsubst 0%,%,$(word 2,$1)),January February March April May June July August September October November \
	December)
mdoc_date = $(call month,$1) $(patsubst 0%,%,$(word 3,$1)), $(word 1,$1)

# Each is defined in one place.
version = $(shell sed -n 's/^\#define VERSION "\(.*\)"/\1/p' src/help.c)
released = $(shell sed -n 's/^\.Dd //p' man/msc-err.1)

all: build/msc-err build/msc-err-codes.7

build/msc-err: $(objects) build/codes_table.o
	$(link) $(CJSON_LIBS) $(LDLIBS)

build/%.o: src/%.c Makefile | build/tests
	$(compile)

# The tables: of the facts, and of the tests.
makers := $(addprefix data/,csv.c csv.h rows.c rows.h index.c index.h) \
	$(addprefix src/,codes_table.h words.c words.h text.c text.h)
build/mk%: data/mk%.c $(makers) Makefile | build/tests
	$(call say,CC)$(CC_FOR_BUILD) $(standard) $(CFLAGS_FOR_BUILD) -Isrc -o $@ $(filter %.c,$^)

build/codes_table.c: data/codes.csv build/mktable
	build/mktable $< $@

build/tests/codes_table.c: tests/codes.csv build/mktable
	build/mktable $< $@

build/msc-err-codes.7: data/codes.csv data/date build/mkman
	build/mkman $< "$(call mdoc_date,$(subst -, ,$(table_date)))" >$@

build/help.o: data/date

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

# Runs what make check runs, and sums up.
build/tests/run: tests/run.c Makefile | build/tests
	$(call say,CC)$(CC_FOR_BUILD) $(standard) $(warnings) $(CFLAGS_FOR_BUILD) -o $@ $<

# Each a command, those first that take longest. The files included below may add to them.
tests := 'sh tests/docs.sh build/msc-err' 'sh tests/robust.sh build/msc-err build/tests/faults.so' \
	'sh tests/completion.sh build/msc-err' 'sh tests/cli.sh build/msc-err build/tests/msc-err' \
	'sh tests/responses.sh build/msc-err' 'sh tests/mktable.sh build/mktable' build/tests/check
check: all build/tests/run build/tests/msc-err build/tests/check build/tests/faults.so
	@build/tests/run $(tests)

build/tests:
	mkdir -p $@

# The folders that install makes are written down, for uninstall to remove those that are empty then.
folders = "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man7" \
	"$(DESTDIR)$(BASHCOMPDIR)" "$(DESTDIR)$(ZSHCOMPDIR)" "$(DESTDIR)$(FISHCOMPDIR)"

install: all
	@for folder in $(folders); do \
		while [ ! -d "$$folder" ]; do echo "$$folder"; folder=$$(dirname "$$folder"); done; \
		[ -w "$$folder" ] || { echo "$$folder is not writable. Try: sudo make install" >&2; exit 1; }; \
	done >>build/folders
	$(INSTALL) -d $(folders)
	$(INSTALL) -m 755 build/msc-err "$(DESTDIR)$(BINDIR)"
	$(INSTALL) -m 644 man/msc-err.1 "$(DESTDIR)$(MANDIR)/man1"
	$(INSTALL) -m 644 build/msc-err-codes.7 "$(DESTDIR)$(MANDIR)/man7"
	$(INSTALL) -m 644 data/completions/msc-err.bash "$(DESTDIR)$(BASHCOMPDIR)/msc-err"
	$(INSTALL) -m 644 data/completions/_msc-err "$(DESTDIR)$(ZSHCOMPDIR)"
	$(INSTALL) -m 644 data/completions/msc-err.fish "$(DESTDIR)$(FISHCOMPDIR)"

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/msc-err" "$(DESTDIR)$(MANDIR)/man1/msc-err.1" "$(DESTDIR)$(MANDIR)/man7/msc-err-codes.7" \
		"$(DESTDIR)$(BASHCOMPDIR)/msc-err" "$(DESTDIR)$(ZSHCOMPDIR)/_msc-err" "$(DESTDIR)$(FISHCOMPDIR)/msc-err.fish"
	@[ ! -f build/folders ] || { sort -ru build/folders | while IFS= read -r folder; do \
		rmdir "$$folder" 2>/dev/null || [ ! -d "$$folder" ] || echo "$$folder"; \
	done >build/folders.left && mv build/folders.left build/folders; }

clean:
	rm -rf build

# More tests, and what is made for others, each with its rules beside it.
include $(sort $(wildcard data/*.mk tests/*.mk tests/fuzz/*.mk))

.PHONY: all check install uninstall clean
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

-include $(wildcard build/*.d build/tests/*.d)
