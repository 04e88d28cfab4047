#!/bin/sh
# tests/dist.sh: the tarball is the same whoever makes it, and builds, passes its tests and makes itself again without git.
# Run by make check-dist.

. "$(dirname "$0")/common.sh"
cd "$root" || exit 2
make=${MAKE:-make}

tarball=$("$make" -s dist) || exit 1
name=$(basename "$tarball" .tar.gz)
cp "$tarball" "$dir/first.tar.gz"
umask 077
(TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 "$make" -s dist) >"$dir/log" 2>&1
try 'the same bytes in another time zone, locale and umask' cmp "$dir/first.tar.gz" "$tarball"
umask 022
try 'nothing but one folder' test "$(tar tzf "$tarball" | grep -cv "^$name/")" -eq 0
(cd "$dir" && tar xzf "$root/$tarball")
touch -t 200001010000 "$dir/$name" # the unpacked folder's own date is not asked

# From here on git is not to be found.
printf '#!/bin/sh\necho "git was called" >&2\nexit 99\n' >"$dir/bin/git"
chmod +x "$dir/bin/git"
cd "$dir/$name" || exit 2
try 'builds without git' "$make"
try 'passes its tests without git' "$make" check
try 'makes a tarball without git' "$make" dist
try 'that is the same, byte for byte' cmp "$dir/first.tar.gz" "build/$name.tar.gz"
try 'leaves nothing but build' test -z "$(find . -path ./build -prune -o -newer "$dir/bin/git" ! -type d -print)"
finish
