#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Installing packages: as root, through sudo, or by saying what to do.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 9

# Stand-ins for the system's programs, first in PATH. They read the files
# "have", "uid" and "sudo", and write to "did".
mkdir "$tmp/bin"
stand_in()
{
	{
		echo '#!/bin/sh'
		echo "cd '$tmp'"
		cat
	} >"$tmp/bin/$1"
	chmod +x "$tmp/bin/$1"
}
stand_in dpkg-query <<'END'
while read -r p; do echo "ii  $p"; done <have
echo "un  flex"
exit 1
END
stand_in id <<'END'
cat uid
END
stand_in sudo <<'END'
[ -s sudo ] || exit 1
shift
[ "$*" = true ] || echo "by sudo" >>did
exec "$@"
END
stand_in apt-get <<'END'
echo "apt-get $*" >>did
[ ! -e broken ] || { echo "E: broken"; exit 100; }
END

# deps: with all packages but the arguments there.
deps()
{
	awk '/^[a-z]/ { print $1 }' "$LKL_TOP/scripts/lkl/packages.txt" \
		>"$tmp/all"
	cp "$tmp/all" "$tmp/have"
	for p in "$@"; do
		grep -vxF "$p" "$tmp/have" >"$tmp/rest"
		mv "$tmp/rest" "$tmp/have"
	done
	: >"$tmp/did"
	status=0
	PATH=$tmp/bin:$PATH "$LKL_TOP/scripts/lkl/deps.sh" \
		>"$tmp/out" 2>&1 || status=$?
}

unset KERNEL DEPS
install="apt-get -qq install -y --no-install-recommends bison flex"
echo 0 >"$tmp/uid"
: >"$tmp/sudo"
deps
check_same "all there: success" 0 "$status"
check_same "all there: nothing is done" "" "$(cat "$tmp/did" "$tmp/out")"
deps flex bison
check_same "root installs what is missing" "$install" \
	"$(tail -n 1 "$tmp/did")"
check_same "after an update" "apt-get -qq update" "$(head -n 1 "$tmp/did")"
touch "$tmp/broken"
deps flex
check_same "a failure is a failure" 1 "$status"
check "and says what apt-get said" grep -qx 'E: broken' "$tmp/out"
rm "$tmp/broken"

echo 1000 >"$tmp/uid"
deps flex bison
check_same "an ordinary user is told, and it stops" 1 "$status"
check_same "with the command" \
	"apt-get update && apt-get install --no-install-recommends bison flex" \
	"$(tail -n 1 "$tmp/out")"
echo yes >"$tmp/sudo"
deps flex bison
check_same "sudo that asks nothing is used" "by sudo" \
	"$(head -n 1 "$tmp/did")"
