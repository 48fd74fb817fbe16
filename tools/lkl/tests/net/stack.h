/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network stacks: the host's, the kernel's, and those of other kernels, called
 * alike.
 */
#ifndef LKL_TESTS_STACK_H
#define LKL_TESTS_STACK_H

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

#define UNUSED	__attribute__((unused))

/* A network stack: the host's, the kernel's, or that of another kernel. */
struct stack {
	int is_host;
	struct lkl *kernel;
};

static UNUSED struct stack on_host = { .is_host = 1 };
static UNUSED struct stack on_lkl;

static UNUSED long stack_call(const struct stack *s, long host_no, long lkl_no,
			      long *p)
{
	long ret;

	if (s->kernel)
		return lkl_kernel_syscall(s->kernel, lkl_no, p);
	if (!s->is_host)
		return lkl_syscall(lkl_no, p);
	ret = syscall(host_no, p[0], p[1], p[2], p[3], p[4], p[5]);
	return ret < 0 ? -errno : ret;
}

/* CALL(stack, socket, AF_INET, ...): 0 or more, or -errno. */
#define CALL(s, name, ...) \
	stack_call(s, SYS_##name, __lkl__NR_##name, (long [6]) { __VA_ARGS__ })

static inline UNUSED struct sockaddr_in in4(const char *addr, int port)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
	};

	inet_pton(AF_INET, addr, &in.sin_addr);
	return in;
}

#endif
