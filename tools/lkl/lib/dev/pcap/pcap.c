// SPDX-License-Identifier: GPL-2.0
/*
 * Captures: a thread each, which moves packets from a socket of the kernel to a
 * file of the host.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <lkl_pcap.h>
#include <lkl_sys.h>

#include "dev/pcap/socket.h"
#include "host/posix/cancel.h"
#include "host/posix/posix.h"
#include "init.h"

/* Enough for what TCP gives an interface at a time; tcpdump has as much. */
#define MAX_BYTES	262144U
#define BUFFER_BYTES	(4U << 20)

struct lkl_pcap {
	struct lkl__pcap_socket sock;
	struct lkl__pcap_file file;
	/* Whose it is: a child of fork() has no such thread. */
	pid_t pid;
	/* The kernel's, and readable from when the thread shall end. */
	int stop_fd;
	unsigned long thread;
	/* The thread's until it was joined, -ENODEV after a halt. */
	int error;
	uint64_t written;
};

/* All there are. Return: 0 or -errno. */
static int move_packets(struct lkl_pcap *p)
{
	struct lkl__pcap_packet packet;
	int err, flush_err;

	while (!(err = lkl__pcap_socket_take(&p->sock, &packet))) {
		err = lkl__pcap_file_add(&p->file, &packet);
		if (err)
			return err;
		p->written++;
	}
	flush_err = lkl__pcap_file_flush(&p->file);
	return err == -EAGAIN ? flush_err : err;
}

/* What came before it was told to end is written, too. */
static void pcap_main(void *arg)
{
	struct lkl_pcap *p = arg;
	struct lkl_pollfd fds[2] = {
		{ .fd = p->sock.fd, .events = LKL_POLLIN },
		{ .fd = p->stop_fd, .events = LKL_POLLIN },
	};
	int err = lkl__pcap_file_flush(&p->file);

	while (!err && !fds[1].revents) {
		do {
			err = lkl_sys_poll(fds, 2, -1);
		} while (err == -LKL_EINTR);
		if (err >= 0)
			err = move_packets(p);
	}
	p->error = err;
}

static int check(const struct lkl_pcap_options *options)
{
	if (!options || options->size < sizeof(*options) ||
	    options->ifindex < 0 || options->buffer_bytes > INT32_MAX / 2)
		return -EINVAL;
	return lkl__init_has_threads() ? 0 : -ENOSYS;
}

static int open_both(struct lkl_pcap *p,
		     const struct lkl_pcap_options *options)
{
	int err;

	p->sock.max_bytes = MAX_BYTES;
	if (options->max_bytes && options->max_bytes < MAX_BYTES)
		p->sock.max_bytes = options->max_bytes;
	err = lkl__pcap_socket_open(&p->sock, options->ifindex,
				    options->buffer_bytes ?
				    options->buffer_bytes : BUFFER_BYTES);
	if (err)
		return err;
	err = lkl__pcap_file_open(&p->file, options->path, options->fd,
				  p->sock.link, p->sock.max_bytes);
	if (err)
		lkl__pcap_socket_close(&p->sock);
	return err;
}

static int start(struct lkl_pcap *p)
{
	p->stop_fd = lkl_sys_eventfd2(0, LKL_EFD_CLOEXEC);
	if (p->stop_fd < 0)
		return p->stop_fd;
	p->thread = lkl__posix_thread_create(pcap_main, p);
	if (p->thread)
		return 0;
	lkl_sys_close(p->stop_fd);
	return -ENOMEM;
}

static int open_pcap(const struct lkl_pcap_options *options,
		     struct lkl_pcap **pcap)
{
	int err = check(options);
	struct lkl_pcap *p;

	if (err)
		return err;
	p = calloc(1, sizeof(*p));
	if (!p)
		return -ENOMEM;
	p->pid = getpid();
	err = open_both(p, options);
	if (err)
		goto free_pcap;
	err = start(p);
	if (err)
		goto close_both;
	*pcap = p;
	return 0;

close_both:
	lkl__pcap_socket_close(&p->sock);
	lkl__pcap_file_close(&p->file);
free_pcap:
	free(p);
	return err;
}

int lkl_pcap_open(const struct lkl_pcap_options *options,
		  struct lkl_pcap **pcap)
{
	int cancel = lkl__cancel_disable();
	int err = open_pcap(options, pcap);

	lkl__cancel_restore(cancel);
	return err;
}

/* Return: 0 or -errno of what was written. */
static int stop(struct lkl_pcap *p, struct lkl_pcap_counts *counts)
{
	uint64_t one = 1;

	lkl_sys_write(p->stop_fd, (char *)&one, sizeof(one));
	lkl__posix_thread_join(p->thread);
	if (counts) {
		counts->written = p->written;
		counts->dropped = lkl__pcap_socket_dropped(&p->sock);
	}
	lkl_sys_close(p->stop_fd);
	return p->error == -ENODEV ? 0 : p->error;
}

static int close_pcap(struct lkl_pcap *p, struct lkl_pcap_counts *counts)
{
	int err = -ENODEV, close_err;

	if (p->pid == getpid())
		err = stop(p, counts);
	lkl__pcap_socket_close(&p->sock);
	close_err = lkl__pcap_file_close(&p->file);
	free(p);
	return err ? err : close_err;
}

int lkl_pcap_close(struct lkl_pcap *p, struct lkl_pcap_counts *counts)
{
	int cancel = lkl__cancel_disable();
	int err = p ? close_pcap(p, counts) : 0;

	lkl__cancel_restore(cancel);
	return err;
}
