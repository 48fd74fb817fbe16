// SPDX-License-Identifier: GPL-2.0
/*
 * Write the packets of all interfaces inside to a file that tcpdump reads,
 * while a ping of the gateway makes some.
 *
 * usage: capture CONFIG FILE ADDRESS	CONFIG is a file as lkl_config(5) says
 */
#include <arpa/inet.h>
#include <lkl.h>
#include <lkl/linux/icmp.h>
#include <stdio.h>

/* Return: 0 if there is an answer within five seconds, or -errno. */
static long ping(const char *address)
{
	struct lkl_sockaddr_in in = { .sin_family = LKL_AF_INET };
	/* The checksum of a type of 8 and zeros. */
	struct lkl_icmphdr echo = {
		.type = LKL_ICMP_ECHO,
		.checksum = htons(0xf7ff),
	};
	struct lkl_pollfd pfd = { .events = LKL_POLLIN };
	long ret;

	pfd.fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_RAW, LKL_IPPROTO_ICMP);
	if (pfd.fd < 0)
		return pfd.fd;
	in.sin_addr.s_addr = inet_addr(address);
	ret = lkl_sys_sendto(pfd.fd, &echo, sizeof(echo), 0, (void *)&in,
			     sizeof(in));
	if (ret > 0)
		ret = lkl_sys_poll(&pfd, 1, 5000);
	lkl_sys_close(pfd.fd);
	return ret > 0 ? 0 : ret < 0 ? ret : -LKL_ETIMEDOUT;
}

static long capture(const char *path, const char *address)
{
	struct lkl_pcap_options options = {
		.size = sizeof(options),
		.path = path,
	};
	struct lkl_pcap_counts counts;
	struct lkl_pcap *pcap;
	long err, close_err;

	err = lkl_pcap_open(&options, &pcap);
	if (err)
		return err;
	err = ping(address);
	close_err = lkl_pcap_close(pcap, &counts);
	printf("%llu packets\n", (unsigned long long)counts.written);
	return err ? err : close_err;
}

int main(int argc, char **argv)
{
	struct lkl_config *config = lkl_config_new();
	long err;

	if (argc != 4 || !config) {
		fprintf(stderr, "usage: capture CONFIG FILE ADDRESS\n");
		return 2;
	}
	lkl_host_ops.print = NULL;
	if (lkl_config_load_file(config, argv[1]) || lkl_config_start(config)) {
		fprintf(stderr, "capture: %s\n", lkl_config_error(config));
		return 1;
	}
	err = capture(argv[2], argv[3]);
	if (err)
		fprintf(stderr, "capture: %s: %s\n", argv[2],
			lkl_strerror(err));
	lkl_config_stop(config);
	lkl_config_free(config);
	return err ? 1 : 0;
}
