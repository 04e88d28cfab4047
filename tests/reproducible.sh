#!/bin/sh
# tests/reproducible.sh: two builds, in folders, locales, time zones, orders and umasks that differ, make the same
# program and the same manual page, byte for byte. Run by make check-reproducible.

. "$(dirname "$0")/common.sh"
make=${MAKE:-make}

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
if have localedef && localedef -i zh_CN -f UTF-8 "$dir/zh_CN.UTF-8" 2>/dev/null; then
	LOCPATH=$dir
	export LOCPATH
fi

for compiler in gcc clang; do
	if ! have $compiler; then
		skip 2 "no $compiler"
		continue
	fi
	short=$dir/$compiler
	long="$dir/it's $compiler & \$more/one/two/three"
	build "$compiler" "$short" 022 LC_ALL=C TZ=UTC0 SOURCE_DATE_EPOCH=1
	build "$compiler" "$long" 077 LC_ALL=zh_CN.UTF-8 LANGUAGE=de TZ=Asia/Shanghai HOME=/nonexistent MAKEFLAGS=-j4
	for file in msc-err msc-err-codes.7; do
		try "$compiler: build/$file" cmp "$short/build/$file" "$long/build/$file"
	done
done
mkdir "$dir/elsewhere"
check 'a build outside of the source folder is refused' \
	'run make in the source folder, or name it with -C: a build outside of it is not supported.  Stop.' \
	"$(cd "$dir/elsewhere" && "$make" -f "$root/Makefile" 2>&1 | sed 's/.*\*\*\* //')"
finish
