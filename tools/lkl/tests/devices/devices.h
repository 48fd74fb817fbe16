/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Booting with the devices of drivers/um-host, for tests of these.
 */
#ifndef LKL_TESTS_DEVICES_H
#define LKL_TESTS_DEVICES_H

#include "../disk/disk.h"

/* What the kernel has printed. */
static char console[256 * 1024];
static size_t console_len;

static UNUSED void console_keep(const char *text, int len)
{
	size_t room = sizeof(console) - 1 - console_len;

	if ((size_t)len > room)
		len = (int)room;
	memcpy(console + console_len, text, (size_t)len);
	console_len += (size_t)len;
}

static int console_has_now(const char *word, const char *other)
{
	const char *line = console, *end;
	char text[512];

	for (; *line; line = end + 1) {
		end = strchr(line, '\n');
		if (!end)
			end = line + strlen(line) - 1;
		snprintf(text, sizeof(text), "%.*s", (int)(end - line), line);
		if (strstr(text, word) && strstr(text, other))
			return 1;
	}
	return 0;
}

/*
 * Whether a line has both words in it, before long: what the kernel says is
 * printed by any thread, and perhaps later.
 */
static UNUSED int console_has(const char *word, const char *other)
{
	int tries;

	for (tries = 0; !console_has_now(word, other); tries++) {
		if (tries == 500)
			return 0;
		usleep(10000);
	}
	return 1;
}

/* Boot with a command line, and keep what is printed. */
static UNUSED KTAP_PRINTF(1, 2) void devices_boot(const char *fmt, ...)
{
	char line[1024];
	va_list ap;
	int err;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	lkl_host_ops.print = console_keep;
	err = lkl_init(&lkl_host_ops);
	if (!err)
		err = lkl_start_kernel("mem=64M loglevel=8 %s", line);
	if (err)
		KTAP_BAIL("the kernel does not start: %s", lkl_strerror(err));
}

/*
 * Whether a text is in a file of the kernel. Tests are skipped where the kernel
 * was built without what they are about, unless LKL_DEVICES says it was not.
 */
static UNUSED int kernel_lists(const char *path, const char *what)
{
	static char text[8192];
	long fd = lkl_sys_open(path, LKL_O_RDONLY, 0), n = 0;

	if (fd >= 0) {
		n = lkl_sys_read(fd, text, sizeof(text) - 1);
		lkl_sys_close(fd);
	}
	text[n > 0 ? n : 0] = 0;
	return strstr(text, what) != NULL;
}

static UNUSED void devices_need(const char *path, const char *what)
{
	long fd = lkl_mount_fs("proc");

	if (fd < 0)
		KTAP_BAIL("no proc");
	if (kernel_lists(path, what) || getenv("LKL_DEVICES"))
		return;
	lkl_sys_halt();
	KTAP_SKIP_ALL("host: this kernel has no such driver");
}

/* The number of a driver in /proc/devices, after devices_need(). */
static UNUSED int devices_major(const char *name)
{
	char text[4096], *line;
	long fd = lkl_sys_open("/proc/devices", LKL_O_RDONLY, 0), n = 0;
	char found[64];
	int major;

	if (fd >= 0) {
		n = lkl_sys_read(fd, text, sizeof(text) - 1);
		lkl_sys_close(fd);
	}
	text[n > 0 ? n : 0] = 0;
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		if (sscanf(line, "%d %63s", &major, found) == 2 &&
		    !strcmp(found, name))
			return major;
	return -1;
}

/* Make a node and open it. */
static UNUSED long devices_open(const char *path, int mode, int major,
				int minor, int flags)
{
	long err = lkl_sys_mknod(path, mode | 0600,
				 (unsigned int)(major << 8 | minor));

	return err && err != -LKL_EEXIST ? err : lkl_sys_open(path, flags, 0);
}

#endif
