#!/bin/sh
# tests/deb.sh: the Debian package installs, runs, has no fault that lintian calls an error, leaves nothing behind when it
# is purged, and is the same when it is made again. Run by make check-deb. Installs into a folder, not into the system.

root=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$root" || exit 2
make=${MAKE:-make}
unset MAKEFLAGS MAKELEVEL

passed=0
failed=0
skipped=0

# try WHAT COMMAND...
try() {
	what=$1
	shift
	if "$@" >"$dir/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
		tail -n 30 "$dir/log"
	fi
}

# package ARGUMENT...: dpkg, in the folder; it knows what the system has.
package() {
	dpkg --instdir="$dir/root" --admindir="$dir/admin" --log=/dev/null --force-not-root --force-bad-path --no-triggers "$@"
}

files() {
	(cd "$dir/root" && find . -mindepth 1 | sort)
}

for tool in dpkg-buildpackage dh; do
	if ! command -v $tool >/dev/null; then
		echo "deb: 0 passed, 0 failed, 8 skipped"
		exit 0
	fi
done
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
try 'is purged' package -P msc-err
try 'leaves nothing behind' test -z "$(files)"
if command -v lintian >/dev/null; then
	try 'lintian finds no error' lintian --allow-root --fail-on error,warning build/deb/*.changes
else
	skipped=$((skipped + 1))
fi
DEB_BUILD_OPTIONS="nocheck $DEB_BUILD_OPTIONS" "$make" -s deb >"$dir/log" 2>&1
try 'is the same when it is made again' cmp "$dir/first.deb" "$deb"

echo "deb: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
