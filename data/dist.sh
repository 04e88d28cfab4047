#!/bin/sh
# data/dist.sh VERSION DATE: build/msc-err-VERSION.tar.gz, of what git keeps, or where there is no git, of all but what
# was made. The same bytes for the same content, whoever packs it: sorted, all dated DATE and owned by nobody in particular.

if [ $# -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
	echo "usage: data/dist.sh VERSION DATE" >&2
	exit 2
fi
name=msc-err-$1
LC_ALL=C
export LC_ALL
unset TAR_OPTIONS GZIP

fail() {
	echo "dist: $*" >&2
	rm -f "build/$name.tar.gz.tmp" build/dist.files
	exit 1
}

cd "$(dirname "$0")/.." || exit 1
tar --version 2>/dev/null | grep -q GNU || fail "GNU tar is missing. On Debian: apt-get install tar"
command -v gzip >/dev/null || fail "gzip is missing. On Debian: apt-get install gzip"
mkdir -p build || exit 1
if [ -e .git ] && command -v git >/dev/null; then
	git ls-files >build/dist.files || fail "git cannot list the files"
else
	find . -name .git -prune -o -path ./build -prune -o ! -type d -print | sed 's|^\./||' >build/dist.files
fi
# Sorted by sort: tar would sort a list of files only within folders.
sort -o build/dist.files build/dist.files
tar --create --format=ustar --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r,go-w,a+X,a-s --mtime="$2 00:00 UTC" \
	--no-recursion --transform="s,^,$name/,S" --files-from=build/dist.files >build/dist.tar || fail "tar failed"
gzip -9n <build/dist.tar >"build/$name.tar.gz.tmp" || fail "gzip failed"
rm -f build/dist.tar build/dist.files
mv "build/$name.tar.gz.tmp" "build/$name.tar.gz" || exit 1
echo "build/$name.tar.gz"
