// SPDX-License-Identifier: GPL-2.0
/*
 * libslirp as the other end of an interface: connections from inside become
 * sockets of the program on the host, which needs no rights.
 *
 * libslirp is for one thread at a time. The one that sends and the one that
 * waits take turns by a lock, which is not held while waiting.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_fd.h"
#include "dev/net/net_slirp.h"
#include "host/posix/posix.h"

static struct lkl__net_slirp *to_slirp(struct lkl__net *net)
{
	_Static_assert(offsetof(struct lkl__net_slirp, net) == 0,
		       "comes first");
	return (struct lkl__net_slirp *)net;
}

static int slirp_send(struct lkl__net *net, unsigned int queue,
		      struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl__net_slirp *s = to_slirp(net);
	unsigned int i;
	size_t bytes;

	(void)queue;
	pthread_mutex_lock(&s->lock);
	for (i = 0; i < nr; i++) {
		bytes = lkl__iov_take(&frames[i].iov, &frames[i].nr, s->data,
				      sizeof(s->data));
		s->calls.input(s->slirp, (uint8_t *)s->data, bytes);
	}
	pthread_mutex_unlock(&s->lock);
	/* There may be sockets to wait for, and answers. */
	lkl__posix_event_raise(s->event_fd);
	return nr;
}

static int slirp_receive(struct lkl__net *net, unsigned int queue,
			 struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl__net_slirp *s = to_slirp(net);
	struct lkl__slirp_frame *frame;
	unsigned int i;

	(void)queue;
	pthread_mutex_lock(&s->lock);
	for (i = 0; i < nr && s->first; i++) {
		frame = s->first;
		s->first = frame->next;
		if (!s->first)
			s->last = &s->first;
		s->nr_frames--;
		frames[i].bytes = lkl__iov_put(&frames[i].iov, &frames[i].nr,
					       frame->data, frame->bytes);
		free(frame);
	}
	pthread_mutex_unlock(&s->lock);
	return i ? (int)i : -EAGAIN;
}

static void slirp_close(struct lkl__net *net)
{
	struct lkl__net_slirp *s = to_slirp(net);
	struct lkl__slirp_frame *frame;

	if (s->slirp)
		s->calls.cleanup(s->slirp);
	while ((frame = s->first)) {
		s->first = frame->next;
		free(frame);
	}
	close(s->event_fd);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

static const struct lkl__net_ops slirp_ops = {
	.send = slirp_send,
	.receive = slirp_receive,
	.wait = lkl__slirp_wait,
	.close = slirp_close,
};

/* The addresses that users of libslirp know from elsewhere. */
static void fill_config(SlirpConfig *config)
{
	config->version = 1;
	config->in_enabled = true;
	inet_aton("10.0.2.0", &config->vnetwork);
	inet_aton("255.255.255.0", &config->vnetmask);
	inet_aton("10.0.2.2", &config->vhost);
	inet_aton("10.0.2.15", &config->vdhcp_start);
	inet_aton("10.0.2.3", &config->vnameserver);
	config->in6_enabled = true;
	inet_pton(AF_INET6, "fec0::", &config->vprefix_addr6);
	config->vprefix_len = 64;
	inet_pton(AF_INET6, "fec0::2", &config->vhost6);
	inet_pton(AF_INET6, "fec0::3", &config->vnameserver6);
}

int lkl__net_open_slirp(const char *forward, struct lkl__net **net)
{
	SlirpConfig config = { 0 };
	struct lkl__net_slirp *s;
	int err;

	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	lkl__net_init(&s->net, &slirp_ops, 0);
	s->net.quick = false;
	s->last = &s->first;
	pthread_mutex_init(&s->lock, NULL);
	s->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	err = s->event_fd < 0 ? -errno : lkl__slirp_load(&s->calls);
	if (err)
		goto close;
	fill_config(&config);
	s->slirp = s->calls.new(&config, &lkl__slirp_callbacks, s);
	if (!s->slirp)
		err = -ENOMEM;
	else if (forward)
		err = lkl__slirp_forward(&s->calls, s->slirp, forward);
	if (err)
		goto close;
	*net = &s->net;
	return 0;

close:
	slirp_close(&s->net);
	return err;
}
