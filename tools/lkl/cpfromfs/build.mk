# SPDX-License-Identifier: GPL-2.0
tools += cpfromfs
shared-cpfromfs := copy
