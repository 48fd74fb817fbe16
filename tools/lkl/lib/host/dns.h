/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages of the domain name system: a question for addresses, its answer.
 */
#ifndef _LKL_HOST_DNS_H
#define _LKL_HOST_DNS_H

#include <stddef.h>
#include <stdint.h>

/** define LKL__DNS_QUERY_BYTES - the longest question */
#define LKL__DNS_QUERY_BYTES	(12 + 255 + 4)

/** enum lkl__dns_type - what is asked for */
enum lkl__dns_type {
	/** @LKL__DNS_A: IPv4 addresses */
	LKL__DNS_A = 1,
	/** @LKL__DNS_AAAA: IPv6 addresses */
	LKL__DNS_AAAA = 28,
};

/**
 * lkl__dns_ask() - make a question
 * @query: filled in, LKL__DNS_QUERY_BYTES
 * @id: to know the answer by
 * @name: whose addresses are asked for
 * @type: enum lkl__dns_type
 *
 * Return: its bytes; -EINVAL if @name cannot be one.
 */
int lkl__dns_ask(uint8_t *query, uint16_t id, const char *name, int type);

/**
 * lkl__dns_take() - take the addresses out of an answer
 * @query: the question
 * @query_bytes: its size
 * @answer: the answer; nothing is taken for granted
 * @bytes: its size
 * @addrs: filled in, one after the other, 4 or 16 bytes each
 * @max: how many there is room for
 *
 * Return: how many there were, at least 1; -EAGAIN if it is no answer to this
 * question; -EMSGSIZE if it was cut off; -ENOENT if there is no such name;
 * -ENODATA if it has no such addresses; -EREMOTEIO if the server does not say;
 * -EBADMSG if it makes no sense.
 */
int lkl__dns_take(const uint8_t *query, size_t query_bytes,
		  const uint8_t *answer, size_t bytes, void *addrs,
		  unsigned int max);

#endif
