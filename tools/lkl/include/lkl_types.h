/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types and values of system calls that Linux leaves to each libc to define.
 */
#ifndef _LKL_TYPES_H
#define _LKL_TYPES_H

#include <lkl/kernel_values.h>
#include <lkl/linux/types.h>
#include <lkl/linux/posix_types.h>
#include <lkl/linux/socket.h>
#include <lkl/linux/uio.h>
#include <lkl/asm/fcntl.h>

typedef __lkl__kernel_size_t		lkl_size_t;
typedef __lkl__kernel_loff_t		lkl_loff_t;
typedef __lkl__kernel_off_t		lkl_off_t;
typedef __lkl__kernel_pid_t		lkl_pid_t;
typedef __lkl__kernel_uid32_t		lkl_uid_t;
typedef __lkl__kernel_gid32_t		lkl_gid_t;
typedef __lkl__kernel_uid32_t		lkl_qid_t;
typedef __lkl__kernel_key_t		lkl_key_t;
typedef __lkl__kernel_timer_t		lkl_timer_t;
typedef __lkl__kernel_clockid_t		lkl_clockid_t;
typedef __lkl__kernel_mqd_t		lkl_mqd_t;
typedef __lkl__kernel_fd_set		lkl_fd_set;
typedef __lkl__kernel_mode_t		lkl_mode_t;
typedef unsigned short			lkl_umode_t;
typedef int				lkl_rwf_t;
typedef __lkl__s32			lkl_key_serial_t;
typedef __lkl__kernel_sa_family_t	lkl_sa_family_t;
typedef unsigned int			lkl_socklen_t;

#define LKL_DT_UNKNOWN	0
#define LKL_DT_FIFO	1
#define LKL_DT_CHR	2
#define LKL_DT_DIR	4
#define LKL_DT_BLK	6
#define LKL_DT_REG	8
#define LKL_DT_LNK	10
#define LKL_DT_SOCK	12
#define LKL_DT_WHT	14

/**
 * struct lkl_linux_dirent64 - what getdents64() puts into its buffer
 * @d_ino: inode number
 * @d_off: where the next entry is, for lseek()
 * @d_reclen: bytes to the next entry in the buffer
 * @d_type: LKL_DT_*
 * @d_name: name, with a terminating zero
 */
struct lkl_linux_dirent64 {
	__lkl__u64 d_ino;
	__lkl__s64 d_off;
	unsigned short d_reclen;
	unsigned char d_type;
	char d_name[];
};

#define LKL_SOCK_CLOEXEC	LKL_O_CLOEXEC
#define LKL_SOCK_NONBLOCK	LKL_O_NONBLOCK

#define LKL_SHUT_RD	0
#define LKL_SHUT_WR	1
#define LKL_SHUT_RDWR	2

/**
 * struct lkl_sockaddr - a socket address of any family
 * @sa_family: LKL_AF_*
 * @sa_data: the family's
 */
struct lkl_sockaddr {
	lkl_sa_family_t sa_family;
	char sa_data[14];
};

#define lkl_sockaddr_storage __lkl__kernel_sockaddr_storage

/**
 * struct lkl_linger - value of LKL_SO_LINGER
 * @l_onoff: whether close() waits for data to be sent
 * @l_linger: for how many seconds
 */
struct lkl_linger {
	int l_onoff;
	int l_linger;
};

/**
 * struct lkl_ucred - who sent a message, LKL_SCM_CREDENTIALS
 * @pid: process
 * @uid: user
 * @gid: group
 */
struct lkl_ucred {
	__lkl__u32 pid;
	__lkl__u32 uid;
	__lkl__u32 gid;
};

/**
 * struct lkl_user_msghdr - a message of sendmsg() and recvmsg()
 * @msg_name: address, or NULL
 * @msg_namelen: bytes at @msg_name
 * @msg_iov: where the data is
 * @msg_iovlen: number of elements in @msg_iov
 * @msg_control: ancillary data, or NULL
 * @msg_controllen: bytes at @msg_control
 * @msg_flags: LKL_MSG_* of a received message
 */
struct lkl_user_msghdr {
	void *msg_name;
	int msg_namelen;
	struct lkl_iovec *msg_iov;
	lkl_size_t msg_iovlen;
	void *msg_control;
	lkl_size_t msg_controllen;
	unsigned int msg_flags;
};

#define lkl_msghdr lkl_user_msghdr

/**
 * struct lkl_mmsghdr - a message of sendmmsg() and recvmmsg()
 * @msg_hdr: the message
 * @msg_len: bytes sent or received
 */
struct lkl_mmsghdr {
	struct lkl_user_msghdr msg_hdr;
	unsigned int msg_len;
};

/**
 * struct lkl_cmsghdr - head of one piece of ancillary data
 * @cmsg_len: bytes of head and data
 * @cmsg_level: LKL_SOL_*
 * @cmsg_type: LKL_SCM_* or what @cmsg_level defines
 */
struct lkl_cmsghdr {
	lkl_size_t cmsg_len;
	int cmsg_level;
	int cmsg_type;
};

#define LKL_CMSG_ALIGN(len) \
	(((len) + sizeof(long) - 1) & ~(sizeof(long) - 1))
#define LKL_CMSG_LEN(len)	(sizeof(struct lkl_cmsghdr) + (len))
#define LKL_CMSG_SPACE(len) \
	(sizeof(struct lkl_cmsghdr) + LKL_CMSG_ALIGN(len))
#define LKL_CMSG_DATA(cmsg)	((unsigned char *)((cmsg) + 1))
#define LKL_CMSG_FIRSTHDR(msg) \
	((msg)->msg_controllen >= sizeof(struct lkl_cmsghdr) ? \
	 (struct lkl_cmsghdr *)(msg)->msg_control : (struct lkl_cmsghdr *)0)

#endif
