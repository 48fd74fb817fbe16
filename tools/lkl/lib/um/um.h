/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What UML has of its own that the host halves of drivers/um-host call, and
 * what these give it. The names and types are UML's.
 */
#ifndef _LKL_UM_H
#define _LKL_UM_H

#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

#include <lkl/um_host.h>

/* As in <init.h>, which is for drivers only. */
struct uml_param {
	const char *str;
	int (*setup_func)(char *value, int *add);
};

/* drivers/um-host/os/irq.c: a descriptor, or -1 with errno. */
int os_setup_epoll(void);

/*
 * epoll_ctl(2) where a descriptor that cannot be polled is one that is always
 * ready, and of which there is nothing to tell.
 */
struct epoll_event;
int lkl_um_epoll_ctl(int epoll, int op, int fd, struct epoll_event *event);

/*
 * What the host halves print: by the kernel if the thread owns the CPU; a call
 * without it keeps the text for whoever waits, and helpers of drivers are not
 * heard.
 */
int lkl_um_printk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * clone(2) for helpers: with CLONE_FILES a thread, which has an errno of its
 * own; without it a child that has the caller's memory until it executes a
 * program or exits. Returns an id for os_kill_process(), or -1 with errno.
 */
int lkl_um_clone(int (*fn)(void *), void *stack, int flags, void *arg, ...);

/* End a helper: join a thread; kill a child and, if @reap, wait for it. */
void os_kill_process(int pid, int reap);
int os_getpid(void);
void os_set_pdeathsig(void);
void os_fix_helper_signals(void);

/* libc.c: what they have of libc */
int lkl_um_open(const char *path, int flags, ...);
int lkl_um_mkstemp(char *template);
int lkl_um_eventfd(unsigned int value, int flags);
int lkl_um_epoll_create(int size);
ssize_t lkl_um_write(int fd, const void *buf, size_t n);
ssize_t lkl_um_writev(int fd, const struct iovec *v, int nr);

/* socket.c: the same of sockets; connect(2) to a process that shall answer */
int lkl_um_socket(int family, int type, int protocol);
int lkl_um_connect(int fd, const struct sockaddr *address, socklen_t bytes);
int lkl_um_accept(int fd, struct sockaddr *address, socklen_t *bytes);
ssize_t lkl_um_recvmsg(int fd, struct msghdr *message, int flags);
ssize_t lkl_um_sendmsg(int fd, const struct msghdr *message, int flags);
int lkl_um_sendmmsg(int fd, struct mmsghdr *messages, unsigned int nr,
		    int flags);

int is_skas_winch(int pid, int fd, void *data);
char *get_umid(void);
void initial_thread_cb(void (*proc)(void *arg), void *arg);

#endif
