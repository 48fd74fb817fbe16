// SPDX-License-Identifier: GPL-2.0
/*
 * Two kernels in one process, connected by a socket pair: how much a congestion
 * control gets through a network that delays and loses packets.
 *
 * usage: two_kernels [CONTROL [NETEM]]		bbr "delay 10ms loss 1%"
 */
#include <arpa/inet.h>
#include <lkl.h>
#include <lkl/linux/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define BYTES	(16L << 20)

/* A function of a kernel: of another, or of the one we are linked with. */
#define IN(k, f) ((k) ? (__typeof__(&f))lkl_kernel_symbol(k, #f) : f)
/* A call of the other kernel. */
#define OTHER(name, ...) lkl_kernel_syscall(other, __lkl__NR_##name, \
					    (long [6]) { __VA_ARGS__ })

static struct lkl *other;

static void must(long ret, const char *what)
{
	if (ret < 0)
		exit(fprintf(stderr, "%s: %s\n", what, lkl_strerror(ret)) > 0);
}

static void *receive(void *arg)
{
	static char data[BYTES];
	long fd = OTHER(accept, *(long *)arg, 0, 0);

	OTHER(recvfrom, fd, (long)data, BYTES, LKL_MSG_WAITALL, 0, 0);
	return NULL;
}

static double mbit_per_s(const char *control)
{
	static char data[BYTES];
	struct lkl_sockaddr_in addr = { .sin_family = LKL_AF_INET,
		.sin_port = htons(9), .sin_addr = { inet_addr("10.0.0.2") } };
	unsigned long long begin_ns = lkl_host_ops.time();
	long listener = OTHER(socket, LKL_AF_INET, LKL_SOCK_STREAM, 0);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	pthread_t thread;

	must(OTHER(bind, listener, (long)&addr, sizeof(addr)), "bind");
	must(OTHER(listen, listener, 1), "listen");
	pthread_create(&thread, NULL, receive, &listener);
	must(lkl_sys_setsockopt(fd, LKL_IPPROTO_TCP, LKL_TCP_CONGESTION,
				(char *)control, strlen(control)), control);
	must(lkl_sys_connect(fd, (void *)&addr, sizeof(addr)), "connect");
	must(lkl_sys_send(fd, data, BYTES, 0), "send");
	lkl_sys_close(fd);
	pthread_join(thread, NULL);
	return BYTES * 8e3 / (lkl_host_ops.time() - begin_ns);
}

/* Start a kernel whose interface is @fd. */
static struct lkl_config *start(struct lkl *k, int fd, const char *ip,
				const char *netem)
{
	struct lkl_config *config = IN(k, lkl_config_new)();
	char json[512];

	snprintf(json, sizeof(json), "{ \"debug\": 0, \"memory\": \"128M\", "
		 "\"interfaces\": [ { \"type\": \"fd\", \"param\": %d, "
		 "\"vnet_hdr\": 1, \"ip\": \"%s\", \"qdisc\": "
		 "\"root|netem limit 100000 %s\" } ] }", fd, ip, netem);
	must(IN(k, lkl_config_load_json)(config, json, strlen(json)), netem);
	must(IN(k, lkl_config_start)(config), netem);
	return config;
}

int main(int argc, char **argv)
{
	const char *control = argc > 1 ? argv[1] : "bbr";
	const char *netem = argc > 2 ? argv[2] : "delay 10ms loss 1%";
	struct lkl_config *ours, *theirs;
	int fds[2], err;

	must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), "socketpair");
	other = lkl_load(NULL, &err);
	must(err, "lkl_load");
	theirs = start(other, fds[1], "10.0.0.2", "");
	ours = start(NULL, fds[0], "10.0.0.1", netem);
	printf("%s, netem %s: %.1f Mbit/s\n", control, netem,
	       mbit_per_s(control));
	IN(other, lkl_config_stop)(theirs);
	IN(other, lkl_config_free)(theirs);
	lkl_config_stop(ours);
	lkl_config_free(ours);
	return 0;
}
