/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talking through consoles and serial lines, for tests of these.
 */
#ifndef LKL_TESTS_CONSOLE_H
#define LKL_TESTS_CONSOLE_H

#include <fcntl.h>
#include <poll.h>

#include "devices.h"

#define SERIAL 64

/* /dev/tty<minor>, or /dev/ttyS<minor - SERIAL>. */
static UNUSED long console_open(int minor)
{
	char node[16];

	snprintf(node, sizeof(node), "/line%d", minor);
	return devices_open(node, LKL_S_IFCHR, 4, minor,
			    LKL_O_RDWR | LKL_O_NOCTTY);
}

/* Whether a text comes from a descriptor of the host, before long. */
static UNUSED int host_hears(int fd, const char *text)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char heard[512];
	size_t len = 0;
	ssize_t n;

	while (!memmem(heard, len, text, strlen(text)) &&
	       len < sizeof(heard) - 1 && poll(&p, 1, 5000) == 1) {
		n = read(fd, heard + len, sizeof(heard) - 1 - len);
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	return memmem(heard, len, text, strlen(text)) != NULL;
}

/* Whether a line that the host writes is read in the kernel. */
static UNUSED int line_is_read(int host_fd, long fd, const char *text)
{
	char got[128] = "";
	size_t len = strlen(text);

	return write(host_fd, text, len) == (ssize_t)len &&
	       lkl_sys_read(fd, got, sizeof(got) - 1) == (long)len &&
	       !strcmp(got, text);
}

static UNUSED int line_says(long fd, const char *text)
{
	long len = (long)strlen(text), n = lkl_sys_write(fd, text, len);

	if (n != len)
		KTAP_DIAG("a write of %ld bytes returns %ld", len, n);
	return n == len;
}

/* The device that the host has for a line that was opened, or NULL. */
static UNUSED const char *assigned(const char *line)
{
	static char device[64];
	const char *at;

	if (!console_has(line, "assigned device"))
		return NULL;
	at = strstr(console, line);
	if (sscanf(at + strlen(line), " assigned device '%63[^']", device) != 1)
		return NULL;
	return device;
}

#endif
