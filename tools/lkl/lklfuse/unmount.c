// SPDX-License-Identifier: GPL-2.0
/*
 * Taking the mount point away, with the rights that there are.
 */
#include "lklfuse/unmount.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int spawn_quietly(pid_t *child, char *argv[])
{
	posix_spawn_file_actions_t actions;
	int err;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	err = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return -err;
}

static int fusermount(const char *mountpoint)
{
	const char *const argv[] = { "fusermount3", "-u", "-q", "-z", "--",
				     mountpoint, NULL };
	int status, err;
	pid_t child;

	err = spawn_quietly(&child, (char **)argv);
	if (err)
		return err;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -EPERM;
}

int unmount(const char *mountpoint)
{
	if (!umount2(mountpoint, MNT_DETACH | UMOUNT_NOFOLLOW))
		return 0;
	return errno == EPERM ? fusermount(mountpoint) : -errno;
}
