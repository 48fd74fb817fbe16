#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# fs2tar takes not much more memory than its kernel is given, however large the
# files are, and however many.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
plan 4

cd "$tmp" || exit 1
mkdir -p files/many
head -c 200M /dev/urandom >files/large
seq -f 'files/many/%g' 20000 | xargs touch
truncate -s 512M image
mkfs.ext4 -q -N 30000 -d files image

# peak_kib MIB: of fs2tar, with a kernel of so much memory.
peak_kib()
{
	python3 - "$1" <<-END
		import resource, subprocess, sys
		subprocess.run("$LKL_EXEC '$LKL_TOOLS/bin/fs2tar' image a.tar "
		               "--mem=%sM >log" % sys.argv[1],
		               shell=True, check=True)
		usage = resource.getrusage(resource.RUSAGE_CHILDREN)
		print(usage.ru_maxrss)
	END
}

for mib in 64 128; do
	peak=$(peak_kib "$mib")
	check "$mib MiB are enough" test -n "$peak"
	check "$mib MiB: the peak is below 1.3 of it" \
		test "${peak:-0}" -lt $((mib * 1024 * 13 / 10))
	diag "peak: $peak KiB"
done
