# SPDX-License-Identifier: GPL-2.0
tools += cptofs
shared-cptofs := copy
