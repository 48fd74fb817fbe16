# SPDX-License-Identifier: GPL-2.0
# More than one kernel needs the shared library.
LIB-bench/net_pair := shared
LIB-bench/net_wireguard := shared
