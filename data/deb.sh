#!/bin/sh
# data/deb.sh VERSION DATE: build/msc-err_VERSION_ARCHITECTURE.deb, of the tarball that data/dist.sh makes. Its packager is
# who DEBFULLNAME and DEBEMAIL say. The same tarball, packager and tools make the same package, byte for byte.

if [ $# -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
	echo "usage: data/deb.sh VERSION DATE" >&2
	exit 2
fi
version=$1
maintainer="${DEBFULLNAME:-msc-err authors} <${DEBEMAIL:-msc-err@noreply.invalid}>"
unset MAKEFLAGS MAKELEVEL MFLAGS
umask 022

fail() {
	echo "deb: $*" >&2
	exit 1
}

cd "$(dirname "$0")/.." || exit 1
needed="On Debian: apt-get install build-essential debhelper check libcjson-dev pkg-config"
for tool in dpkg-buildpackage dh; do
	command -v $tool >/dev/null || fail "$tool is missing. $needed"
done
tarball=$(sh data/dist.sh "$version" "$2") || exit 1

rm -rf build/deb
mkdir -p build/deb || exit 1
tar xzf "$tarball" -C build/deb || fail "tar failed"
tree=build/deb/msc-err-$version
mv "$tree/data/debian" "$tree/debian" || exit 1
mkdir "$tree/debian/source" && echo '3.0 (native)' >"$tree/debian/source/format" || exit 1
sed "s|@MAINTAINER@|$maintainer|" data/debian/control >"$tree/debian/control"
cat >"$tree/debian/changelog" <<END
msc-err ($version) unstable; urgency=medium

  * Release $version.

 -- $maintainer  $(LC_ALL=C date -u -d "$2 00:00 UTC" '+%a, %d %b %Y %T +0000')
END
# The license, and what LICENSE says below it of the table.
{
	echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
	echo 'Comment:'
	sed '1,/^----$/d; /^$/d; s/^/ /' LICENSE
	echo
	echo 'Files: *'
	sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
	echo 'License: Expat'
	sed '1,/^Copyright/d; /^----$/,$d' LICENSE | sed '1d; s/^$/./; s/^/ /' | sed '$d'
} >"$tree/debian/copyright"

if ! (cd "$tree" && dpkg-buildpackage -b -us -uc) >build/deb/log 2>&1; then
	tail -n 20 build/deb/log >&2
	missing=$(sed -n 's/.*Unmet build dependencies: //p' build/deb/log)
	[ -z "$missing" ] || fail "$missing: missing. $needed"
	fail "the whole of it is in build/deb/log"
fi
for package in build/deb/msc-err_"$version"_*.deb; do
	cp "$package" build && echo "build/${package##*/}"
done
