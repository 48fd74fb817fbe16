// SPDX-License-Identifier: GPL-2.0
/*
 * Send requests to the kernel by netlink and take the answers apart.
 */
#include <stdlib.h>
#include <string.h>

#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/genetlink.h>
#include <lkl/linux/netlink.h>

/* What the kernel puts into one datagram of a dump, at most. */
#define ANSWER_BYTES	32768

static long open_socket(int protocol)
{
	struct lkl_sockaddr_nl addr = { .nl_family = LKL_AF_NETLINK };
	long fd, err;

	fd = lkl_sys_socket(LKL_AF_NETLINK, LKL_SOCK_RAW | LKL_SOCK_CLOEXEC,
			    protocol);
	if (fd < 0)
		return fd;
	err = lkl_sys_bind(fd, (void *)&addr, sizeof(addr));
	if (!err)
		return fd;
	lkl_sys_close(fd);
	return err;
}

static int error_of(const struct lkl_nlmsghdr *msg)
{
	const struct lkl_nlmsgerr *err = LKL_NLMSG_DATA(msg);

	return msg->nlmsg_len < LKL_NLMSG_LENGTH(sizeof(*err)) ?
	       -LKL_EBADMSG : err->error;
}

struct asked {
	int (*answer)(void *arg, const struct lkl_nlmsghdr *message);
	void *arg;
	int stopped;
};

/* One datagram. Return: 1 if more will come, 0 at the end, -errno. */
static int take_datagram(const char *data, long bytes, struct asked *asked)
{
	const struct lkl_nlmsghdr *msg = (const void *)data;
	int err;

	for (; LKL_NLMSG_OK(msg, bytes); msg = LKL_NLMSG_NEXT(msg, bytes)) {
		if (msg->nlmsg_type == LKL_NLMSG_ERROR)
			return error_of(msg);
		if (msg->nlmsg_type == LKL_NLMSG_DONE)
			return 0;
		if (!asked->answer || asked->stopped)
			continue;
		err = asked->answer(asked->arg, msg);
		if (err)
			asked->stopped = err;
	}
	return 1;
}

/* To the end, so that the next request does not see what is left. */
static int take_answers(long fd, struct asked *asked)
{
	char *data = malloc(ANSWER_BYTES);
	long bytes;
	int more;

	if (!data)
		return -LKL_ENOMEM;
	do {
		bytes = lkl_sys_recv(fd, data, ANSWER_BYTES, 0);
		if (bytes == -LKL_EINTR)
			more = 1;
		else
			more = bytes < 0 ? bytes :
			       take_datagram(data, bytes, asked);
	} while (more > 0);
	free(data);
	return more;
}

int lkl_nl_ask(struct lkl_nl *nl, int protocol,
	       int (*answer)(void *arg, const struct lkl_nlmsghdr *message),
	       void *arg)
{
	struct lkl_nlmsghdr *header = (struct lkl_nlmsghdr *)nl->bytes;
	struct asked asked = { .answer = answer, .arg = arg };
	long fd, ret;

	if (nl->overflow)
		return -LKL_EMSGSIZE;
	/* A dump has an end of its own. */
	if ((header->nlmsg_flags & LKL_NLM_F_DUMP) != LKL_NLM_F_DUMP)
		header->nlmsg_flags |= LKL_NLM_F_ACK;
	fd = open_socket(protocol);
	if (fd < 0)
		return fd;
	ret = lkl_sys_send(fd, nl->bytes, nl->used, 0);
	if (ret >= 0)
		ret = take_answers(fd, &asked);
	lkl_sys_close(fd);
	return ret ? ret : asked.stopped;
}

int lkl_nl_talk(struct lkl_nl *nl, int protocol)
{
	return lkl_nl_ask(nl, protocol, NULL, NULL);
}

const void *lkl_nl_find(const struct lkl_nlmsghdr *message,
			size_t header_bytes, unsigned int type, size_t *bytes)
{
	size_t at = LKL_NLMSG_HDRLEN + LKL_NLMSG_ALIGN(header_bytes);
	const struct lkl_nlattr *attr;

	while (at + LKL_NLA_HDRLEN <= message->nlmsg_len) {
		attr = (const void *)((const char *)message + at);
		if (attr->nla_len < LKL_NLA_HDRLEN ||
		    attr->nla_len > message->nlmsg_len - at)
			return NULL;
		if ((attr->nla_type & LKL_NLA_TYPE_MASK) == type) {
			if (bytes)
				*bytes = attr->nla_len - LKL_NLA_HDRLEN;
			return (const char *)attr + LKL_NLA_HDRLEN;
		}
		at += LKL_NLA_ALIGN(attr->nla_len);
	}
	return NULL;
}

static int take_family(void *arg, const struct lkl_nlmsghdr *message)
{
	size_t bytes;
	const uint16_t *id = lkl_nl_find(message,
					 sizeof(struct lkl_genlmsghdr),
					 LKL_CTRL_ATTR_FAMILY_ID, &bytes);

	if (id && bytes == sizeof(*id))
		*(int *)arg = *id;
	return 0;
}

int lkl_nl_family(const char *name)
{
	struct lkl_genlmsghdr header = { .cmd = LKL_CTRL_CMD_GETFAMILY };
	int err, id = -LKL_ENOENT;
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_GENL_ID_CTRL, 0, &header, sizeof(header));
	lkl_nl_put_text(&nl, LKL_CTRL_ATTR_FAMILY_NAME, name);
	err = lkl_nl_ask(&nl, LKL_NETLINK_GENERIC, take_family, &id);
	return err ? err : id;
}
