#!/bin/sh
# tests/reproducible.sh: two builds, in folders, locales, time zones, orders and with a umask that differ, give the same
# program and the same manual page, byte for byte. Run by make check-reproducible.

root=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
make=${MAKE:-make}
unset MAKEFLAGS MAKELEVEL

# build COMPILER FOLDER UMASK VARIABLE=VALUE...: what a build needs is copied there, and built.
build() {
	compiler=$1 folder=$2 mask=$3
	shift 3
	mkdir -p "$folder/tests" && cp -R "$root/Makefile" "$root/src" "$root/data" "$root/man" "$folder" || exit 2
	if ! (umask "$mask" && env "$@" "$make" -C "$folder" -s all CC="$compiler") >"$dir/log" 2>&1; then
		cat "$dir/log"
		exit 1
	fi
}

# A locale of the machine's own is as good, but few have this one.
if command -v localedef >/dev/null && localedef -i zh_CN -f UTF-8 "$dir/zh_CN.UTF-8" 2>/dev/null; then
	LOCPATH=$dir
	export LOCPATH
fi

passed=0
failed=0
skipped=0
for compiler in gcc clang; do
	if ! command -v $compiler >/dev/null; then
		skipped=$((skipped + 2))
		continue
	fi
	short=$dir/$compiler
	long="$dir/$compiler-in-a-folder-with-a-longer-name/one/two/three"
	build "$compiler" "$short" 022 LC_ALL=C TZ=UTC0 SOURCE_DATE_EPOCH=1
	build "$compiler" "$long" 077 LC_ALL=zh_CN.UTF-8 LANGUAGE=de TZ=Asia/Shanghai HOME=/nonexistent MAKEFLAGS=-j4
	for file in msc-err msc-err-codes.7; do
		if cmp "$short/build/$file" "$long/build/$file"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			command -v readelf >/dev/null && [ $file = msc-err ] && for folder in "$short" "$long"; do
				readelf -S -W "$folder/build/$file" >"$folder/sections"
			done && diff "$short/sections" "$long/sections"
		fi
	done
done
echo "reproducible: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
