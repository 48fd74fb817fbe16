/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A network of the host for a test alone, and the rights to change it.
 */
#ifndef LKL_TESTS_NAMESPACE_H
#define LKL_TESTS_NAMESPACE_H

#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ktap.h"

#define MAYBE	__attribute__((unused))

/* A command of the host that must succeed. */
static MAYBE void host(const char *fmt, ...)
{
	char command[512] = "PATH=$PATH:/sbin:/usr/sbin; ";
	size_t used = strlen(command);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(command + used, sizeof(command) - used, fmt, ap);
	va_end(ap);
	if (system(command))
		KTAP_BAIL("host: %s", command + used);
}

static MAYBE void write_file(const char *path, const char *fmt, ...)
{
	FILE *file = fopen(path, "w");
	va_list ap;

	va_start(ap, fmt);
	if (!file || vfprintf(file, fmt, ap) < 0 || fclose(file))
		KTAP_BAIL("%s: %s", path, strerror(errno));
	va_end(ap);
}

/*
 * Go to a network namespace of our own, or end the test. Somebody who is not
 * root is in a user namespace, too, and all that root is but for other users.
 * Return: whether it is such a one.
 */
static MAYBE int own_namespace(void)
{
	int uid = geteuid(), gid = getegid();

	if (unshare(uid ? CLONE_NEWUSER | CLONE_NEWNET : CLONE_NEWNET))
		KTAP_SKIP_ALL(uid ? "root: needs root, or user namespaces" :
			      "host: there are no network namespaces");
	if (uid) {
		write_file("/proc/self/setgroups", "deny");
		write_file("/proc/self/uid_map", "0 %d 1", uid);
		write_file("/proc/self/gid_map", "0 %d 1", gid);
	}
	host("ip link set lo up");
	return uid;
}

#define NOBODY	65534

/* Have no rights any more; @is_user: from own_namespace(). */
static MAYBE void drop_rights(int is_user)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct none[2] = { { 0 } };

	if (is_user ? syscall(SYS_capset, &header, none) :
		      setresuid(NOBODY, NOBODY, NOBODY))
		KTAP_BAIL("rights: %s", strerror(errno));
}

#endif
