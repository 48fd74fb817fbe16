/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests to the kernel by netlink: built part by part, sent, answered.
 *
 *	struct lkl_nl nl;
 *
 *	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, flags, &info, sizeof(info));
 *	lkl_nl_put_text(&nl, LKL_IFLA_IFNAME, "dummy0");
 *	nest = lkl_nl_nest(&nl, LKL_IFLA_LINKINFO);
 *	lkl_nl_put_text(&nl, LKL_IFLA_INFO_KIND, "dummy");
 *	lkl_nl_end(&nl, nest);
 *	err = lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
 */
#ifndef _LKL_NETLINK_H
#define _LKL_NETLINK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct lkl_nlmsghdr;

/**
 * struct lkl_nl - a request
 *
 * For one thread at a time; nothing has to be freed.
 */
struct lkl_nl {
	/* private: */
	uint32_t used;
	uint32_t overflow;
	char bytes[4096] __attribute__((aligned(8)));
};

/**
 * lkl_nl_begin() - begin a request
 * @nl: the request
 * @type: its type
 * @flags: LKL_NLM_F_*; that it is a request is added
 * @header: what comes first in requests of this type
 * @bytes: size of @header
 */
void lkl_nl_begin(struct lkl_nl *nl, unsigned int type, unsigned int flags,
		  const void *header, size_t bytes);

/**
 * lkl_nl_put() - add an attribute
 * @nl: the request; if it has no room, sending it fails
 * @type: of the attribute
 * @data: its value
 * @bytes: size of @data
 */
void lkl_nl_put(struct lkl_nl *nl, unsigned int type, const void *data,
		size_t bytes);

/** lkl_nl_put_text() - add an attribute with a text and its final zero */
void lkl_nl_put_text(struct lkl_nl *nl, unsigned int type, const char *text);

/** lkl_nl_put_u8() - add an attribute of 8 bits */
void lkl_nl_put_u8(struct lkl_nl *nl, unsigned int type, uint8_t value);

/** lkl_nl_put_u16() - add an attribute of 16 bits */
void lkl_nl_put_u16(struct lkl_nl *nl, unsigned int type, uint16_t value);

/** lkl_nl_put_u32() - add an attribute of 32 bits */
void lkl_nl_put_u32(struct lkl_nl *nl, unsigned int type, uint32_t value);

/**
 * lkl_nl_nest() - begin an attribute that is made of attributes
 * @nl: the request
 * @type: of the attribute
 *
 * Return: for lkl_nl_end().
 */
size_t lkl_nl_nest(struct lkl_nl *nl, unsigned int type);

/** lkl_nl_end() - end what lkl_nl_nest() began and returned @nest for */
void lkl_nl_end(struct lkl_nl *nl, size_t nest);

/**
 * lkl_nl_talk() - send a request and wait for what became of it
 * @nl: the request
 * @protocol: LKL_NETLINK_ROUTE, ...
 *
 * Return: 0; what the kernel says, -errno; -EMSGSIZE if it had no room.
 */
int lkl_nl_talk(struct lkl_nl *nl, int protocol);

/**
 * lkl_nl_ask() - send a request and look at the answers
 * @nl: the request
 * @protocol: as for lkl_nl_talk()
 * @answer: called for each; the next is not, if it returns other than 0
 * @arg: for @answer
 *
 * Return: as lkl_nl_talk(), or what @answer returned.
 */
int lkl_nl_ask(struct lkl_nl *nl, int protocol,
	       int (*answer)(void *arg, const struct lkl_nlmsghdr *message),
	       void *arg);

/**
 * lkl_nl_find() - find an attribute
 * @message: an answer
 * @header_bytes: what comes first in answers of its type
 * @type: of the attribute
 * @bytes: if not NULL, set to the size of its value
 *
 * Return: its value, or NULL.
 */
const void *lkl_nl_find(const struct lkl_nlmsghdr *message,
			size_t header_bytes, unsigned int type, size_t *bytes);

/**
 * lkl_nl_family() - the number of a family of generic netlink
 * @name: such as "wireguard"
 *
 * Return: its number, for lkl_nl_begin(); -ENOENT; -errno.
 */
int lkl_nl_family(const char *name);

#ifdef __cplusplus
}
#endif

#endif
