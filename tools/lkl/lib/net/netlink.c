// SPDX-License-Identifier: GPL-2.0
/*
 * Build requests to the kernel by netlink.
 */
#include <string.h>

#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/netlink.h>

static struct lkl_nlmsghdr *header_of(struct lkl_nl *nl)
{
	return (struct lkl_nlmsghdr *)nl->bytes;
}

/* Room for @bytes, zeroed and padded; NULL if there is none. */
static void *reserve(struct lkl_nl *nl, size_t bytes)
{
	size_t padded = LKL_NLMSG_ALIGN(bytes);
	char *at = nl->bytes + nl->used;

	if (nl->overflow || bytes > sizeof(nl->bytes) ||
	    padded > sizeof(nl->bytes) - nl->used) {
		nl->overflow = 1;
		return NULL;
	}
	memset(at, 0, padded);
	nl->used += padded;
	header_of(nl)->nlmsg_len = nl->used;
	return at;
}

void lkl_nl_begin(struct lkl_nl *nl, unsigned int type, unsigned int flags,
		  const void *header, size_t bytes)
{
	void *at;

	nl->used = 0;
	nl->overflow = 0;
	reserve(nl, sizeof(struct lkl_nlmsghdr));
	header_of(nl)->nlmsg_type = type;
	header_of(nl)->nlmsg_flags = flags | LKL_NLM_F_REQUEST;
	at = reserve(nl, bytes);
	if (at && bytes)
		memcpy(at, header, bytes);
}

void lkl_nl_put(struct lkl_nl *nl, unsigned int type, const void *data,
		size_t bytes)
{
	struct lkl_nlattr *attr;

	if (bytes > sizeof(nl->bytes)) {
		nl->overflow = 1;
		return;
	}
	attr = reserve(nl, LKL_NLA_HDRLEN + bytes);
	if (!attr)
		return;
	attr->nla_type = type;
	attr->nla_len = LKL_NLA_HDRLEN + bytes;
	if (bytes)
		memcpy((char *)attr + LKL_NLA_HDRLEN, data, bytes);
}

void lkl_nl_put_text(struct lkl_nl *nl, unsigned int type, const char *text)
{
	lkl_nl_put(nl, type, text, strlen(text) + 1);
}

void lkl_nl_put_u8(struct lkl_nl *nl, unsigned int type, uint8_t value)
{
	lkl_nl_put(nl, type, &value, sizeof(value));
}

void lkl_nl_put_u16(struct lkl_nl *nl, unsigned int type, uint16_t value)
{
	lkl_nl_put(nl, type, &value, sizeof(value));
}

void lkl_nl_put_u32(struct lkl_nl *nl, unsigned int type, uint32_t value)
{
	lkl_nl_put(nl, type, &value, sizeof(value));
}

size_t lkl_nl_nest(struct lkl_nl *nl, unsigned int type)
{
	size_t nest = nl->used;

	lkl_nl_put(nl, type | LKL_NLA_F_NESTED, NULL, 0);
	return nest;
}

void lkl_nl_end(struct lkl_nl *nl, size_t nest)
{
	struct lkl_nlattr *attr = (struct lkl_nlattr *)(nl->bytes + nest);

	if (!nl->overflow)
		attr->nla_len = nl->used - nest;
}
