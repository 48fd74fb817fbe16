// SPDX-License-Identifier: GPL-2.0
/*
 * The usage, as --help prints it.
 */
#include <stdio.h>

#include "lklfuse/options.h"

static const char text[] =
"usage: lklfuse IMAGE... MOUNTPOINT [-fd] [-o OPTION[,OPTION]...]\n"
"       lklfuse --wait MOUNTPOINT\n"
"\n"
"Mount the file system of a disk image, without being root.\n"
"\n"
"  -f              stay in the foreground\n"
"  -d              the same, and show requests and messages of the kernel\n"
"  -s              answer one request at a time\n"
"  -h, --help      print this\n"
"  -V, --version   print the version of the kernel inside\n"
"  --wait          wait until what was mounted is unmounted and safe\n"
"\n"
"Options after -o, separated by commas:\n"
"  type=TYPE       the type of the file system (recognized)\n"
"  part=N          the number of the partition (the only one)\n"
"  offset=BYTES    where in the images the file system starts (0)\n"
"  image=PATH      one more image of the same file system\n"
"  opts=OPTIONS    its options; \"\\,\" is a comma inside\n"
"  ro, rw          write nothing; write (rw)\n"
"  mb=N            MiB of memory for the kernel (64; XFS: 128)\n"
"  uid=N, gid=N    show everything as owned by this user, this group\n"
"  lock=FILE       hold a lock on FILE while mounted\n"
"  log=FILE        append messages of the kernel to FILE\n"
"  allow_other     let other users in; the host checks permissions\n"
"  writeback       let the host keep writes until a file is closed\n"
"  workers=N       threads that answer requests (4)\n"
"  fsname=NAME     what mount(8) shows as source (the image)\n"
"  subtype=NAME    what mount(8) shows behind \"fuse.\" (lklfuse)\n"
"and those of mount(8) and mount.fuse3(8).\n";

void options_help(void)
{
	fputs(text, stdout);
}
