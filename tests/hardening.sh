#!/bin/sh
# tests/hardening.sh: the build hardens the program, except where the flags of the user decide otherwise. Builds in a copy of the tree.

. "$(dirname "$0")/common.sh"

if ! have readelf; then
	skip 7 "no readelf"
	finish
fi
mkdir "$dir/tree"
cp -r "$root/Makefile" "$root/src" "$root/data" "$root/man" "$root/tests" "$dir/tree" || exit 2

# traits: what the program is made of.
traits() {
	readelf -h "$1" | grep -q 'Type:.*DYN' && printf 'pie '
	readelf -lW "$1" | grep -q GNU_RELRO && printf 'relro '
	readelf -dW "$1" | grep -q 'BIND_NOW\|Flags:.*NOW' && printf 'now '
	readelf -lW "$1" | grep -q 'GNU_STACK.* RW ' && printf 'noexecstack '
	readelf -sW "$1" | grep -q ' __stack_chk_fail' && printf 'protector '
	readelf -sW "$1" | grep -q '_chk@' && readelf -sW "$1" | grep '_chk@' | grep -qv stack_chk && printf 'fortify '
}

unset CFLAGS CPPFLAGS LDFLAGS

# linked EXPECTED VARIABLE...: linked so, the program has these traits, and there is no warning.
linked() {
	expected=$1
	shift
	rm -f "$dir/tree/build/msc-err"
	said=$("${MAKE:-make}" -s -j2 -C "$dir/tree" --no-print-directory build/msc-err "$@" 2>&1)
	check "make $*" "$expected " "$(traits "$dir/tree/build/msc-err")$said"
}

# built EXPECTED VARIABLE...: so is one that is compiled so.
built() {
	rm -rf "$dir/tree/build"
	linked "$@"
}

built 'pie relro now noexecstack protector fortify'
linked 'pie relro noexecstack protector fortify' LDFLAGS=-Wl,-z,lazy
linked 'pie now noexecstack protector fortify' LDFLAGS=-Wl,-z,norelro
built 'pie relro now noexecstack protector' CFLAGS=-O0
# Level 1 finds nothing to check in the program; the 2 of the Makefile would show.
built 'pie relro now noexecstack protector' CPPFLAGS=-D_FORTIFY_SOURCE=1
built 'relro now noexecstack fortify' CFLAGS='-O2 -fno-pie -fno-stack-protector' LDFLAGS=-no-pie
built 'pie relro now noexecstack protector fortify' LDFLAGS='-Wl,-z,relro -Wl,-z,now' CFLAGS='-g -O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2'
finish
