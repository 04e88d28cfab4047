#!/bin/sh
# tests/portable.sh: builds with other compilers, C libraries and word sizes, in folders of their own, and tests the
# programs. Run by make check-portable. What is not there is skipped. Where a cJSON must be built first, its
# source is CJSON_SOURCE, or what apt-get source gives (that asks for a deb-src line).

. "$(dirname "$0")/common.sh"
make=${MAKE:-make}
cd "$root" || exit 2

# copy NAME: the tree once more, in $tree.
copy() {
	tree=$dir/$1
	mkdir "$tree" && cp -R Makefile README.md LICENSE .ci src data man tests "$tree"
}

# check_cli RUNNER...: the tests of the command line and of the responses, of the programs in $tree, run by RUNNER.
check_cli() {
	mkdir -p "$tree/run/tests"
	for name in msc-err tests/msc-err; do
		printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$*" "$tree/build/$name" >"$tree/run/$name"
		chmod +x "$tree/run/$name"
	done
	sh tests/cli.sh "$tree/run/msc-err" "$tree/run/tests/msc-err" && sh tests/responses.sh "$tree/run/msc-err"
}

# build_cjson FOLDER COMPILER...: libcjson.a, and its header as cjson/cJSON.h.
build_cjson() {
	folder=$1
	shift
	mkdir -p "$folder/cjson" && cp "$CJSON_SOURCE/cJSON.h" "$folder/cjson" &&
		"$@" -O2 -c -o "$folder/cJSON.o" "$CJSON_SOURCE/cJSON.c" && ar rc "$folder/libcjson.a" "$folder/cJSON.o"
}

# build_and_check NAME RUNNER COMPILER ARGUMENT...: both programs, with a cJSON of their own, linked statically.
build_and_check() {
	runner=$2 compiler=$3
	copy "$1"
	shift 3
	# shellcheck disable=SC2086
	build_cjson "$tree/cjson" $compiler "$@" &&
		"$make" -C "$tree" -s build/msc-err build/tests/msc-err CC="$compiler $*" LDFLAGS=-static \
			CJSON_CFLAGS="-I$tree/cjson" CJSON_LIBS="$tree/cjson/libcjson.a -lm" && check_cli $runner
}

if have clang; then # gcc is what make check has here
	copy clang
	try 'clang, no warning, all tests' "$make" -C "$tree" -s check CC=clang CPPFLAGS=-Werror
else
	skip 1 'no clang'
fi
for compiler in gcc clang; do
	if ! have $compiler; then
		skip 1 "no $compiler"
		continue
	fi
	copy $compiler-strict
	try "$compiler -pedantic-errors -O3, no warning" "$make" -C "$tree" -s CC=$compiler CFLAGS='-O3 -pedantic-errors -Werror'
done

if [ -z "$CJSON_SOURCE" ]; then
	(cd "$dir" && apt-get source -qq cjson) >"$dir/log" 2>&1
	CJSON_SOURCE=$(find "$dir" -maxdepth 1 -type d -name 'cjson-*')
fi
if [ -f "$CJSON_SOURCE/cJSON.c" ]; then
	static() {
		copy static
		"$make" -C "$tree" -s static build/tests/msc-err CJSON_SOURCE="$CJSON_SOURCE" &&
			mv "$tree/build/msc-err-static" "$tree/build/msc-err" && check_cli
	}
	try 'make static' static

	if have musl-gcc; then
		try 'musl, static' build_and_check musl '' musl-gcc
	else
		skip 1 'no musl-gcc (Debian: musl-tools)'
	fi
	printf '#include <errno.h>\nint main(void) { return 0; }\n' >"$dir/empty.c"
	if gcc -m32 -o "$dir/empty" "$dir/empty.c" 2>/dev/null && "$dir/empty"; then
		try '32 bits (gcc -m32)' build_and_check m32 '' gcc -m32
	else
		skip 1 'no gcc -m32 (Debian: gcc-multilib)'
	fi
	cross=$(command -v s390x-linux-gnu-gcc || command -v s390x-linux-gnu-gcc-11)
	qemu=$(command -v qemu-s390x-static || command -v qemu-s390x)
	if [ -n "$cross" ] && [ -n "$qemu" ]; then
		try 'big-endian (s390x, emulated)' build_and_check s390x "$qemu" "$cross"
	else
		skip 1 'no cross compiler and qemu-user for s390x'
	fi
else
	skip 4 'no source of cJSON (set CJSON_SOURCE, or have a deb-src line for apt-get source)'
fi

finish
