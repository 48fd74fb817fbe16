// SPDX-License-Identifier: GPL-2.0
/*
 * The program changes how lkl_host_ops prints, and sees nothing else printed.
 */
#include <string.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

static char text[64 * 1024];
static size_t text_len;

static void keep(const char *str, int len)
{
	if (text_len + (size_t)len < sizeof(text))
		text_len += (size_t)len;
	else
		len = 0;
	memcpy(text + text_len - len, str, (size_t)len);
}

/* What arrived on standard error, after it was redirected to @fds. */
static ssize_t stderr_bytes(int *fds)
{
	char buf[256];

	close(STDERR_FILENO);
	close(fds[1]);
	return read(fds[0], buf, sizeof(buf));
}

int main(void)
{
	int fds[2];

	KTAP_PLAN(7);
	if (pipe(fds) || dup2(fds[1], STDERR_FILENO) < 0)
		KTAP_BAIL("no pipe");
	lkl_host_ops.print = keep;
	CHECK_EQ(lkl_init(&lkl_host_ops), 0, "the host is bound");
	CHECK_EQ(lkl_printf("%s %d\n", "text", 5), 7, "lkl_printf() formats");
	CHECK(!strcmp(text, "text 5\n"), "and prints by the operation");
	CHECK_EQ(lkl_start_kernel("mem=32M"), 0, "the kernel starts");
	CHECK(strstr(text, "Linux version 6."), "and so does its console");
	lkl_host_ops.print = NULL;
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	CHECK_EQ(stderr_bytes(fds), 0, "nothing was printed elsewhere");
	return KTAP_END();
}
