# SPDX-License-Identifier: GPL-2.0
"""What the headers of Linux need besides new names. Tables, no code."""

#: Macros of the compiler or of libc that decide what a header defines. The
#: kernel is built for lkl, whatever the host is, and our names do not clash
#: with libc's: so they are renamed, and thereby never defined.
HOST_NAMES = frozenset("""
    __x86_64__ __i386__ __aarch64__ __arm__ __ILP32__ __mips__ __s390x__
    __sparc__ __alpha__ __ia64__ __arch64__ sparc sun
    __GLIBC__ __USE_MISC __USE_GNU __USE_TIME_BITS64
    _NET_IF_H _NETINET_IN_H _SYS_XATTR_H _SYS_TYPES_H
""".split())

#: Headers of libc that Linux's include, and those of ours that stand in.
HOST_INCLUDES = {
    "sys/socket.h": "lkl_types.h",
    "sys/time.h": "linux/time.h",
    "time.h": "linux/time.h",
    "sys/ioctl.h": "linux/ioctl.h",
    "netinet/in.h": "linux/in.h",
    "netinet/if_ether.h": "linux/if_ether.h",
}

#: Members that are keywords of C++: they get a "_" at the end.
CXX_MEMBERS = frozenset(("class", "private", "virtual", "or"))

#: Members that are macros in libc's headers, with another meaning.
MEMBER_MACROS = frozenset(("st_atime", "st_mtime", "st_ctime", "sa_handler"))

#: Macros whose first argument is the tag of a struct.
TAG_MACROS = frozenset(("__struct_group",))

#: Types that Linux's headers have from libc, and from lkl_types.h here.
LKL_TYPES = frozenset(("sa_family_t",))

#: Types of libc that some headers define for systems without them.
LIBC_TYPES = frozenset("""
    int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
    u_char u_short u_int u_long u_int32_t u_quad_t caddr_t ino_t
""".split())

#: (old, new) text of headers, with their new names: a tag that is not seen as
#: one, and what C++ refuses. The tests of the headers tell when one is missing.
EDITS = {
    "linux/auto_dev-ioctl.h": (
        ("struct lkl_args_in {", "struct {"),
        ("struct lkl_args_out {", "struct {")),
    "linux/netfilter/xt_sctp.h": (
        ("static __inline__ _Bool", "static __inline__ int"),),
    "linux/target_core_user.h": (
        ("return len_op & LKL_TCMU_OP_MASK;",
         "return (enum lkl_tcmu_opcode)(len_op & LKL_TCMU_OP_MASK);"),),
    "linux/virtio_ring.h": (
        ("vr->desc = p;", "vr->desc = (lkl_vring_desc_t *)p;"),
        ("= (void *)((", "= (lkl_vring_used_t *)(("),),
    "sound/asound.h": (
        ("timespec64\t\ttimespec\n", "timespec64\t\tlkl_timespec\n"),
        ("timespec\t\t\ttimespec\n", "timespec\t\t\tlkl_timespec\n")),
    "scsi/fc/fc_els.h": (
        ("tlv = desc;", "tlv = (struct lkl_fc_tlv_desc *)desc;"),
        ("return (desc + ", "return ((char *)desc + ")),
}

#: Headers that forget to include what they need.
MISSING_INCLUDES = {
    "asm-generic/ucontext.h": ("lkl/linux/signal.h", "lkl/asm/sigcontext.h"),
    "linux/errqueue.h": ("lkl/linux/time.h",),
    "linux/omapfb.h": ("stddef.h",),
    "linux/phonet.h": ("lkl_types.h",),
    "linux/sctp.h": ("stdint.h", "lkl_types.h"),
    "linux/soundcard.h": ("lkl/asm/byteorder.h",),
    "linux/sysctl.h": ("stddef.h",),
    "linux/usb/audio.h": ("stddef.h",),
    "linux/vm_sockets.h": ("lkl_types.h",),
    "sound/asound.h": ("sys/types.h", "lkl/linux/time.h"),
}

#: Constants that programs need but Linux keeps to itself, since every libc has
#: its own copy: (file of the kernel source, pattern of name and value).
BORROWED = (
    ("include/linux/socket.h",
     r"^#define\s+((?:AF|PF|SOL|MSG|SCM)_[A-Z0-9_a-z]+)[ \t]+(\w+)"),
    ("include/linux/socket.h", r"^#define\s+(SOMAXCONN)[ \t]+(\w+)"),
    ("include/linux/fs.h",
     r"^#define\s+(MNT_(?:FORCE|DETACH|EXPIRE)|UMOUNT_NOFOLLOW)[ \t]+(\w+)"),
    ("include/linux/net.h", r"^\t(SOCK_[A-Z]+)\s*=\s*([0-9]+),"),
)

#: Typedefs in the prototypes of system calls that no public header has;
#: lkl_types.h defines them.
SYSCALL_TYPES = frozenset("""
    size_t loff_t off_t pid_t uid_t gid_t qid_t key_t timer_t clockid_t mqd_t
    umode_t rwf_t key_serial_t fd_set
""".split())

#: The kernel's short names of integers.
SYSCALL_INTEGERS = {"u8": "__u8", "u16": "__u16", "u32": "__u32",
                    "u64": "__u64", "s32": "__s32", "s64": "__s64",
                    "uint32_t": "__u32"}

#: Headers with the other typedefs.
SYSCALL_INCLUDES = ("linux/types.h", "linux/aio_abi.h", "linux/capability.h",
                    "linux/landlock.h", "asm/siginfo.h", "asm/signal.h",
                    "asm/unistd.h")

#: Prototypes that include/linux/syscalls.h leaves to the architectures.
SYSCALL_PROTOTYPES = {
    "mmap": "unsigned long addr, unsigned long len, unsigned long prot, "
            "unsigned long flags, unsigned long fd, unsigned long off",
}

#: System calls that only read through their pointers, without saying so.
SYSCALL_CONST = frozenset(("mount", "umount", "bind", "connect", "sendto",
                           "sethostname", "setdomainname"))
