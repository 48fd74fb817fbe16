#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 60
#
# Nothing that an image says makes cpfromfs write outside of its target, or
# fs2tar write a name that leads out of an archive.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 11

cd "$tmp" || exit 1
mkdir -p files/linkB files/deep/ZZ outside
echo kept >outside/kept
ln -s "$tmp/outside" files/linkA
ln -s "$tmp/outside/kept" files/fileA
echo evil >files/linkB/evil
echo evil >files/fileB
echo evil >files/deep/..Xescaped
echo evil >files/deep/ZZ/evil
echo good >files/good

# Names that no kernel makes: two of one name, one with a slash, a second "..".
truncate -s 16M image
mkfs.ext4 -q -O ^metadata_csum,^dir_index,^has_journal -d files image
python3 -B - <<'END'
with open("image", "r+b") as f:
    data = f.read()
    for name, other in ((b"linkB", b"linkA"), (b"fileB", b"fileA"),
                        (b"..Xescaped", b"../escaped"), (b"ZZ", b"..")):
        head = bytes([len(name)])
        at = [n for n in range(len(data)) if data.startswith(name, n) and
              data[n - 2:n - 1] == head and data[n - 1] in (1, 2)]
        assert len(at) == 1, (name, at)
        f.seek(at[0])
        f.write(other)
END

mkdir -p target/out
check_fails 1 "out" timeout 30 "$LKL_TOOLS/bin/cpfromfs" -i image / target/out
diag "$(cat "$tmp/.fails")"
check_same "a link is not followed: the folder" "kept" "$(ls outside)"
check_same "a link is not followed: the file" "kept" "$(cat outside/kept)"
check_same "no name leads out" "out" "$(ls -A target)"
check_same "nothing evil in any place but its own" "" \
	"$(find . -name evil ! -path './files/*' ! -path './target/out/*')"
check_same "what is good is there" good "$(cat target/out/good)"
check_fails 1 "out, once more" \
	timeout 30 "$LKL_TOOLS/bin/cpfromfs" -i image /. target/out
check_same "out, once more: nothing outside has changed" "kept kept out" \
	"$(ls outside) $(cat outside/kept) $(ls -A target)"

if [ -x "$LKL_TOOLS/bin/fs2tar" ]; then
	check_fails 1 "fs2tar" timeout 30 "$LKL_TOOLS/bin/fs2tar" image a.tar
	check_same "fs2tar: no name leads out" "" \
		"$(tar -tf a.tar 2>/dev/null | grep -E '(^|/)\.\.(/|$)|^/')"
	mkdir tarred
	tar -C tarred -xf a.tar 2>log
	check_same "fs2tar: extracted, nothing outside has changed" \
		"kept kept" "$(ls outside) $(cat outside/kept)"
else
	for what in "fails" "names" "extracted"; do
		skip "fs2tar: $what" \
			"package: it is not built (package libarchive-dev)"
	done
fi
