// SPDX-License-Identifier: GPL-2.0
/*
 * Commands of the driver: number of queues, offloads, addresses.
 *
 * The driver waits for the answer in a loop, with the CPU held. So commands
 * are answered at once, and what takes longer is left to the thread that waits
 * for the interface.
 */
#include <string.h>

#include "dev/disk/blk_io.h"
#include "dev/virtio/virtio_net.h"

/* Of a command: its class and number, and arguments. */
struct command {
	struct virtio_net_ctrl_hdr hdr;
	struct iovec *args;
	unsigned int nr_args;
};

static void change(struct lkl__virtio_net *vnet)
{
	__atomic_fetch_add(&vnet->nr_changes, 1, __ATOMIC_SEQ_CST);
	vnet->wake(vnet);
}

static bool take_args(struct command *cmd, void *args, size_t bytes)
{
	return lkl__iov_take(&cmd->args, &cmd->nr_args, args, bytes) == bytes;
}

static bool set_queues(struct lkl__virtio_net *vnet, struct command *cmd)
{
	uint16_t nr;

	if (cmd->hdr.cmd != VIRTIO_NET_CTRL_MQ_VQ_PAIRS_SET ||
	    !take_args(cmd, &nr, sizeof(nr)))
		return false;
	nr = le16toh(nr);
	if (!nr || nr > vnet->net->nr_queues)
		return false;
	__atomic_store_n(&vnet->nr_active, nr, __ATOMIC_RELEASE);
	change(vnet);
	return true;
}

static bool set_offloads(struct lkl__virtio_net *vnet, struct command *cmd)
{
	uint64_t offloads;

	if (cmd->hdr.cmd != VIRTIO_NET_CTRL_GUEST_OFFLOADS_SET ||
	    !take_args(cmd, &offloads, sizeof(offloads)))
		return false;
	offloads = le64toh(offloads);
	if (offloads & ~(vnet->dev.driver_features & LKL_NETDEV_OFFLOAD_RX))
		return false;
	__atomic_store_n(&vnet->offloads, offloads, __ATOMIC_RELEASE);
	change(vnet);
	return true;
}

static bool set_mac(struct lkl__virtio_net *vnet, struct command *cmd)
{
	/* There is no filter: tables of addresses change nothing. */
	if (cmd->hdr.cmd != VIRTIO_NET_CTRL_MAC_ADDR_SET)
		return true;
	return take_args(cmd, vnet->config.mac, sizeof(vnet->config.mac));
}

static bool execute(struct lkl__virtio_net *vnet, struct command *cmd)
{
	switch (cmd->hdr.class) {
	case VIRTIO_NET_CTRL_RX:
		/* All frames are received anyway. */
		return true;
	case VIRTIO_NET_CTRL_MAC:
		return set_mac(vnet, cmd);
	case VIRTIO_NET_CTRL_MQ:
		return set_queues(vnet, cmd);
	case VIRTIO_NET_CTRL_GUEST_OFFLOADS:
		return set_offloads(vnet, cmd);
	default:
		return false;
	}
}

/* Return: bytes written, or -1 if the command cannot even be answered. */
static int answer(struct lkl__virtio_net *vnet, struct lkl__vq_chain *chain)
{
	struct command cmd = {
		.args = chain->iov,
		.nr_args = chain->nr_out,
	};
	uint8_t *ack;

	if (chain->nr_in != 1 ||
	    !take_args(&cmd, &cmd.hdr, sizeof(cmd.hdr)))
		return -1;
	ack = chain->iov[chain->nr_out].iov_base;
	*ack = execute(vnet, &cmd) ? VIRTIO_NET_OK : VIRTIO_NET_ERR;
	return sizeof(*ack);
}

void lkl__virtio_net_control(struct lkl__virtio_net *vnet)
{
	struct lkl__virtio_queue *q =
		&vnet->dev.queues[2 * vnet->net->nr_queues];
	struct lkl__vq_chain *chain = &q->lanes[0].chain;
	int got = 0, bytes;

	if (!lkl__virtio_queue_enter(q))
		return;
	do {
		while ((got = lkl__vq_pop(&q->vq, chain)) > 0) {
			bytes = answer(vnet, chain);
			if (bytes < 0)
				break;
			lkl__vq_push(&q->vq, chain->head, bytes);
		}
	} while (!got && lkl__vq_listen(&q->vq));
	lkl__virtio_queue_leave(q);
	if (got)
		__atomic_store_n(&vnet->dev.needs_reset, 1, __ATOMIC_RELEASE);
}
