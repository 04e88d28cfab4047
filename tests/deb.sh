#!/bin/sh
# tests/deb.sh: the Debian package installs, runs, has no fault that lintian calls an error, leaves nothing behind when it
# is purged, and is the same when it is made again. Run by make check-deb. Installs into a folder, not into the system.

. "$(dirname "$0")/common.sh"
cd "$root" || exit 2
make=${MAKE:-make}

# package ARGUMENT...: dpkg, in the folder; it knows what the system has.
package() {
	dpkg --instdir="$dir/root" --admindir="$dir/admin" --log=/dev/null --force-not-root --force-bad-path --no-triggers "$@"
}

files() {
	(cd "$dir/root" && find . -mindepth 1 | sort)
}

if ! have dpkg-buildpackage dh; then
	skip 9 "no dpkg-buildpackage or dh"
	finish
fi
deb=$("$make" -s deb) || exit 1
cp "$deb" "$dir/first.deb"

mkdir -p "$dir/root" "$dir/admin/info" "$dir/admin/updates" "$dir/admin/triggers"
cp /var/lib/dpkg/status "$dir/admin/status"
: >"$dir/admin/available"
try 'installs' package -i "$deb"
try 'runs' "$dir/root/usr/bin/msc-err" -q Throttling
try 'has its pages, completions and terms' test "$(files |
	grep -c -e 'man/man1/msc-err\.1\.gz$' -e 'man/man7/msc-err-codes\.7\.gz$' -e 'bash-completion/completions/msc-err$' \
		-e 'zsh/vendor-completions/_msc-err$' -e 'fish/vendor_completions\.d/msc-err\.fish$' -e 'doc/msc-err/copyright$')" -eq 6
try 'needs libc and cJSON, as dpkg-shlibdeps found' \
	sh -c "dpkg-deb -f '$deb' Depends | grep -Eq '^libc6 \(>= [0-9.]+\), libcjson1 \(>= [0-9.]+\)$'"
check 'has the terms of LICENSE for the texts of the table' "$(sed '1,/^----$/d; /^$/d' LICENSE)" \
	"$(sed -n '/^Comment:/,/^$/s/^ //p' "$dir/root/usr/share/doc/msc-err/copyright")"
try 'is purged' package -P msc-err
try 'leaves nothing behind' test -z "$(files)"
if have lintian; then
	try 'lintian finds no error' lintian --allow-root --fail-on error,warning build/deb/*.changes
else
	skip 1 "no lintian"
fi
DEB_BUILD_OPTIONS="nocheck $DEB_BUILD_OPTIONS" "$make" -s deb >"$dir/log" 2>&1
try 'is the same when it is made again' cmp "$dir/first.deb" "$deb"
finish
