// SPDX-License-Identifier: GPL-2.0
/*
 * Messages of the domain name system, made and read by libc's resolver.
 */
#include "host/dns.h"

#include <arpa/nameser.h>
#include <errno.h>
#include <resolv.h>
#include <string.h>
#include <strings.h>

int lkl__dns_ask(uint8_t *query, uint16_t id, const char *name, int type)
{
	int bytes;

	/* The root has a name, too, but no address. */
	if (!*name || !strcmp(name, "."))
		return -EINVAL;
	bytes = res_mkquery(ns_o_query, name, ns_c_in, type, NULL, 0, NULL,
			    query, LKL__DNS_QUERY_BYTES);
	if (bytes < 0)
		return -EINVAL;
	ns_put16(id, query);
	return bytes;
}

/* Servers may write the name in other letters. */
static int same_question(ns_msg *query, ns_msg *answer)
{
	ns_rr asked, answered;

	return ns_msg_id(*answer) == ns_msg_id(*query) &&
	       ns_msg_getflag(*answer, ns_f_qr) &&
	       ns_msg_getflag(*answer, ns_f_opcode) == ns_o_query &&
	       ns_msg_count(*answer, ns_s_qd) == 1 &&
	       !ns_parserr(query, ns_s_qd, 0, &asked) &&
	       !ns_parserr(answer, ns_s_qd, 0, &answered) &&
	       ns_rr_type(asked) == ns_rr_type(answered) &&
	       ns_rr_class(asked) == ns_rr_class(answered) &&
	       !strcasecmp(ns_rr_name(asked), ns_rr_name(answered));
}

/* Of an answer that is not whole, only the head can be looked at. */
static int say_why(const uint8_t *query, size_t query_bytes,
		   const uint8_t *answer, size_t bytes)
{
	const uint8_t cut_off = 0x02;

	if (bytes < query_bytes || ns_get16(answer) != ns_get16(query))
		return -EAGAIN;
	return answer[2] & cut_off ? -EMSGSIZE : -EBADMSG;
}

static int take_addresses(ns_msg *answer, int type, void *addrs,
			  unsigned int max)
{
	size_t want = type == ns_t_a ? NS_INADDRSZ : NS_IN6ADDRSZ;
	unsigned int nr = 0;
	ns_rr rr;
	int i;

	for (i = 0; i < ns_msg_count(*answer, ns_s_an); i++) {
		if (ns_parserr(answer, ns_s_an, i, &rr))
			return -EBADMSG;
		if ((int)ns_rr_type(rr) == type && ns_rr_class(rr) == ns_c_in &&
		    ns_rr_rdlen(rr) == want && nr < max)
			memcpy((char *)addrs + nr++ * want, ns_rr_rdata(rr),
			       want);
	}
	return nr ? (int)nr : -ENODATA;
}

int lkl__dns_take(const uint8_t *query, size_t query_bytes,
		  const uint8_t *answer, size_t bytes, void *addrs,
		  unsigned int max)
{
	ns_msg asked, got;
	ns_rr question;

	if (ns_initparse(query, query_bytes, &asked) ||
	    ns_parserr(&asked, ns_s_qd, 0, &question))
		return -EINVAL;
	if (ns_initparse(answer, bytes, &got))
		return say_why(query, query_bytes, answer, bytes);
	if (!same_question(&asked, &got))
		return -EAGAIN;
	if (ns_msg_getflag(got, ns_f_rcode) == ns_r_nxdomain)
		return -ENOENT;
	if (ns_msg_getflag(got, ns_f_rcode))
		return -EREMOTEIO;
	if (ns_msg_getflag(got, ns_f_tc))
		return -EMSGSIZE;
	return take_addresses(&got, ns_rr_type(question), addrs, max);
}
