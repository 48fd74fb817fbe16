// SPDX-License-Identifier: GPL-2.0
/*
 * Find libslirp, and tell it which ports to forward.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dev/net/net_slirp.h"

#define FILE_NAME	"libslirp.so.0"
#define FIELDS_MAX	5
#define GUEST		"10.0.2.15"
#define HOST		"127.0.0.1"

static bool find(void *handle, const char *name, void *where)
{
	void *symbol = dlsym(handle, name);

	memcpy(where, &symbol, sizeof(symbol));
	return symbol;
}

/* Loaded once, and for good: it may have threads of its own. */
int lkl__slirp_load(struct lkl__slirp_calls *calls)
{
	void *handle = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);

	if (!handle)
		return -ENOSYS;
	if (find(handle, "slirp_new", &calls->new) &&
	    find(handle, "slirp_cleanup", &calls->cleanup) &&
	    find(handle, "slirp_pollfds_fill", &calls->pollfds_fill) &&
	    find(handle, "slirp_pollfds_poll", &calls->pollfds_poll) &&
	    find(handle, "slirp_input", &calls->input) &&
	    find(handle, "slirp_add_hostfwd", &calls->add_hostfwd))
		return 0;
	dlclose(handle);
	return -ENOSYS;
}

static int parse_port(const char *text)
{
	char *end;
	long port = strtol(text, &end, 10);

	return end == text || *end || port < 1 || port > 65535 ? -EINVAL :
								 (int)port;
}

/* PROTOCOL:[HOST:]PORT:[GUEST:]PORT; with one address it is the host's. */
static int forward(const struct lkl__slirp_calls *calls, Slirp *slirp,
		   char *word)
{
	const char *host = HOST, *guest = GUEST;
	char *field[FIELDS_MAX], *rest;
	struct in_addr from, to;
	int from_port, to_port, nr = 0;

	for (; (field[nr] = strtok_r(word, ":", &rest)); word = NULL)
		if (++nr == FIELDS_MAX)
			break;
	if (nr < 3 || (nr == FIELDS_MAX && *rest) ||
	    (strcmp(field[0], "tcp") && strcmp(field[0], "udp")))
		return -EINVAL;
	if (nr > 3)
		host = field[1];
	if (nr > 4)
		guest = field[3];
	from_port = parse_port(field[nr > 3 ? 2 : 1]);
	to_port = parse_port(field[nr - 1]);
	if (from_port < 0 || to_port < 0 || !inet_aton(host, &from) ||
	    !inet_aton(guest, &to))
		return -EINVAL;
	errno = EADDRINUSE;
	return calls->add_hostfwd(slirp, !strcmp(field[0], "udp"), from,
				  from_port, to, to_port) ? -errno : 0;
}

int lkl__slirp_forward(const struct lkl__slirp_calls *calls, Slirp *slirp,
		       const char *list)
{
	char *copy = strdup(list), *rest, *word;
	int err = 0;

	if (!copy)
		return -ENOMEM;
	for (word = strtok_r(copy, " ;", &rest); word && !err;
	     word = strtok_r(NULL, " ;", &rest))
		err = forward(calls, slirp, word);
	free(copy);
	return err;
}
