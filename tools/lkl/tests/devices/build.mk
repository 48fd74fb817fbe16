# SPDX-License-Identifier: GPL-2.0
# More than one kernel needs the shared library.
LIB-tests/devices/vector_gre := shared
LIB-tests/devices/vector_tunnels := shared
