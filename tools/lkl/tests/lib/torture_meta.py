# SPDX-License-Identifier: GPL-2.0
"""What is known of entries: modes, owners, times, attributes."""

import stat
import struct

from torture_item import SECOND, item, noise


@item
def modes(p):
    for mode in (0, 0o400, 0o111, 0o777, 0o1644, 0o2755, 0o4755, 0o6711,
                 0o7777):
        p.file("file %04o" % mode, b"x", mode)
    for mode in (0, 0o500, 0o1777, 0o2775, 0o4755, 0o7777):
        with p.dir("dir %04o" % mode) as d:
            d.file("below", b"x")
    p.fifo("fifo 0600", 0o600)


@item
def owners(p):
    for uid, gid in ((1000, 100), (0, 1), (65534, 65534), (65536, 70000),
                     (1 << 31, 1 << 31), ((1 << 32) - 2, (1 << 32) - 2)):
        name = "%d,%d" % (uid, gid)
        p.file(name, b"x")
        p.dir(name + " dir")
        p.symlink(name + " symlink", "nowhere")
        p.fifo(name + " fifo")
        for suffix in ("", " dir", " symlink", " fifo"):
            p.owner(name + suffix, uid, gid)
    # Giving a file away clears these bits: the mode has to come after.
    p.file("suid of a user")
    p.owner("suid of a user", 1000, 1000)
    p.chmod("suid of a user", 0o6755)


def file_of_time(p, seconds, ns):
    name = "%d.%09d" % (seconds, ns)
    p.file(name)
    p.times(name, (seconds + 2) * SECOND, seconds * SECOND + ns)


@item
def times(p):
    """The ends of a second, before 1970, and after 2038 and 2106."""
    for seconds in (0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 2 ** 33):
        for ns in (0, 1, 999999999):
            file_of_time(p, seconds, ns)
    for seconds in (-2 ** 31 + 100, -86400, -1):
        file_of_time(p, seconds, 0)
    with p.dir("dir") as d:
        d.file("below")
    p.symlink("symlink", "dir")
    p.times("dir", 5 * SECOND + 1, -5 * SECOND)
    p.times("symlink", 6 * SECOND + 1, -6 * SECOND)


@item
def times_early(p):
    """Fractions of seconds before 1970."""
    for seconds in (-2 ** 31 + 100, -2, -1):
        for ns in (1, 999999999):
            file_of_time(p, seconds, ns)


@item
def xattrs_user(p):
    p.file("file", b"x")
    with p.dir("dir") as d:
        d.file("below")
    for name in ("file", "dir"):
        p.xattr(name, "user.text", b"value")
        p.xattr(name, "user.empty", b"")
        p.xattr(name, "user.binary", bytes(range(256)))
        p.xattr(name, "user.newline", b"a\nb=c\n")
        p.xattr(name, "user." + "n" * 250, b"longest name")
    p.file("many")
    for number in range(40):
        p.xattr("many", "user.%d" % number, b"%d" % number * 4)
    p.file("not readable", b"x", 0)
    p.xattr("not readable", "user.text", b"value")
    p.file("3 KiB")
    p.xattr("3 KiB", "user.large", noise(3000))


@item
def xattrs_encoded(p):
    """A name that is written in another way in pax headers."""
    p.file("file")
    p.xattr("file", "user.a=b%3d!", b"1")


@item
def xattrs_names(p):
    p.file("file")
    p.xattr("file", b"user.odd \n%41\xff", b"odd name")


@item
def xattrs_64k(p):
    p.file("file", b"x")
    p.xattr("file", "user.largest", noise(65536))
    p.dir("dir")
    p.xattr("dir", "user.large", noise(60000))


@item
def xattrs_trusted(p):
    p.file("file", b"x")
    p.dir("dir")
    p.symlink("symlink", "file")
    p.fifo("fifo")
    for name in p.names():
        p.xattr(name, "trusted.of", name)
        p.xattr(name, "trusted.empty", b"")
        p.xattr(name, "security.test", b"label of " + name)


@item
def xattrs_special(p):
    p.node("device", stat.S_IFCHR, (1, 3))
    p.xattr("device", "trusted.of", b"device")


@item
def capabilities(p):
    plain = struct.pack("<5I", 0x02000001, 1 << 10, 1 << 10, 0, 0)
    of_root_1000 = struct.pack("<6I", 0x03000001, 1 << 12, 0, 0, 0, 1000)
    p.file("program", b"x", 0o755)
    p.file("of a user", b"x", 0o755)
    p.owner("of a user", 1000, 1000)
    p.file("namespaced", b"x", 0o755)
    p.xattr("program", "security.capability", plain)
    p.xattr("of a user", "security.capability", plain)
    p.xattr("namespaced", "security.capability", of_root_1000)


def acl(*entries):
    """The value of a POSIX ACL xattr, of (tag, permissions, id)."""
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, permissions, 0xffffffff if who is None
                    else who) for tag, permissions, who in entries)


USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER = 1, 2, 4, 8, 0x10, 0x20


@item
def acls(p):
    extended = acl((USER_OBJ, 6, None), (USER, 5, 1000), (USER, 0, 2147483647),
                   (GROUP_OBJ, 4, None), (GROUP, 7, 70000), (MASK, 6, None),
                   (OTHER, 0, None))
    default = acl((USER_OBJ, 7, None), (USER, 7, 1001), (GROUP_OBJ, 5, None),
                  (MASK, 5, None), (OTHER, 1, None))
    plain_default = acl((USER_OBJ, 7, None), (GROUP_OBJ, 0, None),
                        (OTHER, 0, None))
    p.file("file", b"x")
    p.xattr("file", "system.posix_acl_access", extended)
    p.fifo("fifo")
    p.xattr("fifo", "system.posix_acl_access", extended)
    # What is below has none, whatever its parent wants for new files.
    with p.dir("dir") as d:
        d.file("below", b"x", 0o640)
        d.dir("dir below", 0o711)
        d.symlink("symlink", "below")
    p.xattr("dir", "system.posix_acl_access", extended)
    p.xattr("dir", "system.posix_acl_default", default)
    with p.dir("restricting") as d:
        d.file("below", b"x", 0o666)
        d.dir("dir below", 0o777)
    p.xattr("restricting", "system.posix_acl_default", plain_default)


@item
def acls_large_ids(p):
    p.file("file", b"x")
    p.xattr("file", "system.posix_acl_access", acl(
        (USER_OBJ, 6, None), (USER, 0, 4000000000), (GROUP_OBJ, 4, None),
        (MASK, 4, None), (OTHER, 0, None)))
