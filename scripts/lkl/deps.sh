#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Install the packages of packages.txt that are missing.
#
# usage: deps.sh [SECTION...]	(default: base)
#
# As root or through a sudo that asks for no password. Otherwise the command
# to run is printed and the exit status is 1.
# DEPS=0 skips all this, for systems that are not Debian.
set -eu
. "$(dirname -- "$0")/common.sh"

list=$top/scripts/lkl/packages.txt

# The packages of one section.
section()
{
	awk -v want="[$1]" '
		/^#/ || NF == 0 { next }
		/^\[/ { in_it = ($1 == want); next }
		in_it { print $1 }' "$list"
}

wanted()
{
	for s in "$@"; do
		section "$s"
	done | if [ -n "${KERNEL:-}" ]; then
		grep -v '^linux-source-'
	else
		cat
	fi
}

# Those of the arguments that are not installed. dpkg-query fails for names
# it has never heard of: they are simply not in its output.
missing()
{
	# shellcheck disable=SC2016 # the fields are dpkg-query's
	have=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" \
		2>/dev/null | awk '$1 ~ /^.i/ { print $2 }') || :
	for p in "$@"; do
		echo "$have" | grep -qxF "$p" || echo "$p"
	done
}

[ "${DEPS:-1}" = 0 ] && exit 0
[ $# -gt 0 ] || set -- base
command -v dpkg-query >/dev/null ||
	die "not a Debian system: install what $list names, then use DEPS=0"

# shellcheck disable=SC2046 # one word a package
need=$(missing $(wanted "$@"))
[ -n "$need" ] || exit 0
need=$(echo "$need" | paste -sd ' ')

if [ "$(id -u)" = 0 ]; then
	root=
elif sudo -n true 2>/dev/null; then
	root="sudo -n"
else
	say "packages are missing; run this as root, then try again:"
	echo "apt-get update && apt-get install --no-install-recommends $need"
	exit 1
fi

say "installing $need"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt()
{
	$root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" \
		>"$log" 2>&1 </dev/null && return
	cat "$log" >&2
	die "apt-get $1 failed"
}
apt update
# shellcheck disable=SC2086
apt install -y --no-install-recommends $need
