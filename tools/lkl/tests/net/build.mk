# SPDX-License-Identifier: GPL-2.0
# More than one kernel needs the shared library.
LIB-tests/net/socketpair := shared
LIB-tests/net/conversation := shared
LIB-tests/net/cancel := shared
LIB-tests/net/pipe := shared
LIB-tests/net/vde := shared
LIB-tests/net/tunnels := shared
LIB-tests/net/encrypted := shared
LIB-tests/net/protocols := shared
LIB-tests/net/congestion := shared
LIB-tests/net/qdiscs := shared
LIB-tests/net/shaping := shared
LIB-tests/net/nftables := shared
