// SPDX-License-Identifier: GPL-2.0
/*
 * A port of a VDE switch as the other end of an interface.
 *
 * libvdeplug is loaded when an interface wants it.
 */
#include <dlfcn.h>
#include <errno.h>
#include <libvdeplug.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_fd.h"

#define FILE_NAME	"libvdeplug.so.2"
#define DESCRIPTION	"lkl"
#define NAP_NS		50000
#define NAPS		200

struct vde {
	struct lkl__net_fd fds;
	VDECONN *conn;
	__typeof__(&vde_open_real) open;
	__typeof__(&vde_recv) recv;
	__typeof__(&vde_send) send;
	__typeof__(&vde_datafd) datafd;
	__typeof__(&vde_close) close;
	/* Of the thread that sends, and of the one that receives. */
	char out[VDE_ETHBUFSIZE];
	char in[VDE_ETHBUFSIZE];
};

static struct vde *to_vde(struct lkl__net *net)
{
	_Static_assert(offsetof(struct vde, fds.net) == 0, "comes first");
	return (struct vde *)net;
}

/*
 * A switch has room for a few frames only, and no way to say that it has room
 * again. One that does not move for ten milliseconds loses frames.
 */
static int send_one(struct vde *vde, struct lkl__net_frame *frame)
{
	size_t bytes = lkl__iov_take(&frame->iov, &frame->nr, vde->out,
				     sizeof(vde->out));
	struct timespec nap = { .tv_nsec = NAP_NS };
	int i;

	for (i = 0; i < NAPS; i++) {
		if (vde->send(vde->conn, vde->out, bytes, MSG_DONTWAIT) >= 0)
			return 0;
		if (errno != EAGAIN && errno != ENOBUFS)
			break;
		nanosleep(&nap, NULL);
	}
	return errno == EPIPE || errno == ECONNREFUSED ||
	       errno == ENOTCONN || errno == EBADF ? -errno : 0;
}

static int vde_transmit(struct lkl__net *net, unsigned int queue,
			struct lkl__net_frame *frames, unsigned int nr)
{
	unsigned int i;
	int err;

	(void)queue;
	for (i = 0; i < nr; i++) {
		err = send_one(to_vde(net), &frames[i]);
		if (err)
			return err;
	}
	return i;
}

static int vde_receive(struct lkl__net *net, unsigned int queue,
		       struct lkl__net_frame *frames, unsigned int nr)
{
	struct vde *vde = to_vde(net);
	unsigned int i;
	ssize_t bytes;

	(void)queue;
	for (i = 0; i < nr; i++) {
		bytes = vde->recv(vde->conn, vde->in, sizeof(vde->in),
				  MSG_DONTWAIT);
		if (bytes < 0 && errno == EINTR)
			bytes = 0;
		else if (bytes < 0)
			return i ? (int)i : -errno;
		/* That nothing was there to read looks like an empty frame. */
		if (!bytes)
			return i ? (int)i : -EAGAIN;
		frames[i].bytes = lkl__iov_put(&frames[i].iov, &frames[i].nr,
					       vde->in, bytes);
	}
	return i;
}

static void close_vde(struct lkl__net *net)
{
	struct vde *vde = to_vde(net);

	vde->close(vde->conn);
	free(vde);
}

static const struct lkl__net_ops vde_ops = {
	.send = vde_transmit,
	.receive = vde_receive,
	.wait = lkl__net_fd_wait,
	.close = close_vde,
};

static int find(void *handle, const char *name, void *where)
{
	void *symbol = dlsym(handle, name);

	memcpy(where, &symbol, sizeof(symbol));
	return symbol ? 0 : -ENOSYS;
}

static int load(struct vde *vde)
{
	void *handle = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);

	if (!handle)
		return -ENOSYS;
	return find(handle, "vde_open_real", &vde->open) ||
	       find(handle, "vde_recv", &vde->recv) ||
	       find(handle, "vde_send", &vde->send) ||
	       find(handle, "vde_datafd", &vde->datafd) ||
	       find(handle, "vde_close", &vde->close) ? -ENOSYS : 0;
}

/* libvdeplug takes texts that it may write to. */
static int open_conn(struct vde *vde, const char *path)
{
	char *copy = path ? strdup(path) : NULL, description[] = DESCRIPTION;

	if (path && !copy)
		return -ENOMEM;
	errno = ENOENT;
	vde->conn = vde->open(copy, description, LIBVDEPLUG_INTERFACE_VERSION,
			      NULL);
	free(copy);
	if (!vde->conn)
		return -errno;
	/* It leaves flags of send() and recv() out. */
	return lkl__net_fd_nonblock(vde->datafd(vde->conn));
}

int lkl__net_open_vde(const char *path, struct lkl__net **net)
{
	struct vde *vde = calloc(1, sizeof(*vde));
	int err;

	if (!vde)
		return -ENOMEM;
	err = load(vde);
	if (!err)
		err = open_conn(vde, path);
	if (err) {
		if (vde->conn)
			vde->close(vde->conn);
		free(vde);
		return err;
	}
	lkl__net_init(&vde->fds.net, &vde_ops, 0);
	vde->fds.net.quick = false;
	vde->fds.rx[0] = vde->datafd(vde->conn);
	vde->fds.tx[0] = vde->fds.rx[0];
	*net = &vde->fds.net;
	return 0;
}
