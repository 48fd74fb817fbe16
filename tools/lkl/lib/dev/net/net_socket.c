// SPDX-License-Identifier: GPL-2.0
/*
 * Frames through sockets that keep them apart, many in one call of the host.
 */
#include <errno.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/socket.h>

#include "dev/net/net_fd.h"
#include "host/tsan.h"

static void fill_headers(struct mmsghdr *msgs, struct lkl__net_frame *frames,
			 unsigned int nr)
{
	unsigned int i;

	memset(msgs, 0, nr * sizeof(*msgs));
	for (i = 0; i < nr; i++) {
		msgs[i].msg_hdr.msg_iov = frames[i].iov;
		msgs[i].msg_hdr.msg_iovlen = frames[i].nr;
	}
}

/* The other end has gone, or the socket. Else it is about one frame. */
static bool is_death(int error)
{
	return error == EPIPE || error == ECONNRESET || error == EBADF ||
	       error == ECONNREFUSED || error == ENOTCONN ||
	       error == ENOTSOCK || error == ENXIO || error == ENODEV;
}

/* A packet socket is told that its interface went down, or away. */
static bool is_unbound(int fd)
{
	struct sockaddr_ll addr;
	socklen_t len = sizeof(addr);

	return getsockname(fd, (struct sockaddr *)&addr, &len) ||
	       (addr.sll_family == AF_PACKET && addr.sll_ifindex <= 0);
}

/* Buffers of frames are the kernel's. */
static int send_some(int fd, struct mmsghdr *msgs, unsigned int nr)
{
	int ret;

	lkl__tsan_ignore_begin();
	do {
		ret = sendmmsg(fd, msgs, nr, MSG_DONTWAIT | MSG_NOSIGNAL);
	} while (ret < 0 && errno == EINTR);
	lkl__tsan_ignore_end();
	return ret;
}

static int receive_some(int fd, struct mmsghdr *msgs, unsigned int nr)
{
	int ret;

	lkl__tsan_ignore_begin();
	do {
		ret = recvmmsg(fd, msgs, nr, MSG_DONTWAIT, NULL);
	} while (ret < 0 && errno == EINTR);
	lkl__tsan_ignore_end();
	return ret;
}

static int socket_send(struct lkl__net *net, unsigned int queue,
		       struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl__net_fd *fds = (struct lkl__net_fd *)net;
	struct mmsghdr msgs[LKL__NET_BATCH];
	int sent;

	fill_headers(msgs, frames, nr);
	sent = send_some(fds->tx[queue], msgs, nr);
	if (sent > 0)
		return sent;
	if (errno == EAGAIN || is_death(errno))
		return -errno;
	return 1;
}

static int socket_receive(struct lkl__net *net, unsigned int queue,
			  struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl__net_fd *fds = (struct lkl__net_fd *)net;
	struct mmsghdr msgs[LKL__NET_BATCH];
	int i, got;

	fill_headers(msgs, frames, nr);
	got = receive_some(fds->rx[queue], msgs, nr);
	if (got < 0 && errno == ENETDOWN)
		return is_unbound(fds->rx[queue]) ? -ENODEV : -EAGAIN;
	if (got < 0)
		return is_death(errno) ? -errno : -EAGAIN;
	for (i = 0; i < got; i++) {
		/* The end of a SOCK_SEQPACKET looks like empty frames. */
		if (!msgs[i].msg_len)
			return i ? i : -EPIPE;
		frames[i].bytes = msgs[i].msg_len;
		if (msgs[i].msg_hdr.msg_flags & MSG_TRUNC)
			frames[i].bytes = 0;
	}
	return got;
}

const struct lkl__net_ops lkl__net_socket_ops = {
	.send = socket_send,
	.receive = socket_receive,
	.wait = lkl__net_fd_wait,
	.abandon = lkl__net_fd_abandon,
	.close = lkl__net_fd_close,
};
