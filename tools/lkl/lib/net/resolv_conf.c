// SPDX-License-Identifier: GPL-2.0
/*
 * Read the nameservers in /etc/resolv.conf inside.
 */
#include "net/resolv_conf.h"

#include <string.h>

#include "config/config.h"

#define PORT		53
#define FILE_BYTES	4096
#define WORD		"nameserver"
#define BLANKS		" \t\r"

/* Network byte order, which is big endian. */
static uint16_t port(void)
{
	static const uint8_t bytes[2] = { PORT >> 8, PORT & 0xff };
	uint16_t value;

	memcpy(&value, bytes, sizeof(value));
	return value;
}

/* Return: 1 if the line names a server. */
static int parse_line(char *line, struct lkl__nameserver *server)
{
	uint8_t addr[16];
	char *text;

	if (strncmp(line, WORD, strlen(WORD)))
		return 0;
	text = line + strlen(WORD);
	text += strspn(text, BLANKS);
	text[strcspn(text, BLANKS)] = '\0';
	if (lkl__parse_ip(text, &server->family, addr, NULL))
		return 0;
	memset(&server->addr, 0, sizeof(server->addr));
	if (server->family == LKL_AF_INET) {
		server->addr_bytes = sizeof(server->addr.in);
		server->addr.in.sin_family = LKL_AF_INET;
		server->addr.in.sin_port = port();
		memcpy(&server->addr.in.sin_addr, addr, 4);
	} else {
		server->addr_bytes = sizeof(server->addr.in6);
		server->addr.in6.sin6_family = LKL_AF_INET6;
		server->addr.in6.sin6_port = port();
		memcpy(&server->addr.in6.sin6_addr, addr, 16);
	}
	return 1;
}

int lkl__resolv_conf(struct lkl__nameserver *servers)
{
	char text[FILE_BYTES], *line, *rest;
	long fd, bytes;
	int nr = 0;

	fd = lkl_sys_open("/etc/resolv.conf", LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return fd == -LKL_ENOENT ? -LKL_EDESTADDRREQ : fd;
	bytes = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	if (bytes < 0)
		return bytes;
	text[bytes] = '\0';
	for (line = strtok_r(text, "\n", &rest);
	     line && nr < LKL__NAMESERVERS; line = strtok_r(NULL, "\n", &rest))
		nr += parse_line(line, &servers[nr]);
	return nr ? nr : -LKL_EDESTADDRREQ;
}
