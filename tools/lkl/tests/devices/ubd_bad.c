// SPDX-License-Identifier: GPL-2.0
/*
 * What cannot be a ubd disk is none: the console names it and says why, and the
 * kernel, with the disk that is in order, goes on.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "devices.h"

#define UBD_MAJOR 98
#define TEXT "what is in the good one"

static long open_ubd(int nr)
{
	char node[16];

	snprintf(node, sizeof(node), "/ubd%c", 'a' + nr);
	return devices_open(node, LKL_S_IFBLK, UBD_MAJOR, nr * 16,
			    LKL_O_RDONLY);
}

static int good_one_works(void)
{
	char text[512] = "";
	long fd = open_ubd(0);

	if (fd < 0)
		return 0;
	lkl_sys_read(fd, text, sizeof(text));
	lkl_sys_close(fd);
	return !strncmp(text, TEXT, strlen(TEXT));
}

/* A child that keeps a file locked until it is killed, or this one ends. */
static pid_t lock_elsewhere(const char *path)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int pipes[2];
	char locked = 0;
	pid_t pid;

	if (pipe(pipes))
		KTAP_BAIL("no pipe");
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		locked = !fcntl(open(path, O_RDWR), F_SETLK, &lock);
		if (write(pipes[1], &locked, 1) == 1)
			pause();
		_exit(1);
	}
	if (read(pipes[0], &locked, 1) != 1 || !locked)
		KTAP_BAIL("no lock");
	return pid;
}

int main(void)
{
	const char *good = disk_path("good"), *folder = disk_path("folder");
	const char *taken = disk_path("taken");
	pid_t locker;

	disk_image(good, 1);
	if (run("mkdir %s; printf '%s' | dd of=%s conv=notrunc 2>/dev/null",
		folder, TEXT, good))
		KTAP_BAIL("no files");
	disk_image(taken, 1);
	locker = lock_elsewhere(taken);
	devices_boot("ubd0=%s ubd1=/no/such/file ubd2=%s ubd3x=%s ubd99=%s "
		     "ubd4r=%s ubd5=%s ubd6= ubd7=,%s ubd=%s", good, folder, good,
		     good, folder, taken, good, good);
	devices_need("/proc/devices", "ubd");
	KTAP_PLAN(17);
	CHECK(console_has("ubd1=/no/such/file", "ENOENT"),
	      "an absent file: why");
	CHECK(open_ubd(1) < 0, "and no disk");
	CHECK(open_ubd(2) < 0, "a folder: no disk");
	CHECK(console_has("ubd2=", "EISDIR"), "and why");
	CHECK(console_has("ubd4=", "EISDIR"), "nor is it one to be read");
	CHECK(open_ubd(4) < 0, "so there is none");
	CHECK(console_has(taken, "Failed to lock"), "a second writer: why");
	CHECK(console_has("ubd5=", "EAGAIN"), "and of what");
	CHECK(open_ubd(5) < 0, "and no disk");
	CHECK(console_has("\"3x=", "Expected '=' or flag letter"),
	      "an unknown flag: why");
	CHECK(console_has("\"99=", "Device number out of range"),
	      "a number too large: why");
	CHECK(console_has("ubd6=:", "no file"), "no file: why");
	CHECK(console_has("ubd7=,", "no file"), "nothing but what is behind: why");
	CHECK(console_has("ubd=/", "no number of a disk"), "no number: why");
	CHECK(open_ubd(6) < 0 && open_ubd(7) < 0, "and no disks");
	CHECK(good_one_works(), "the one that is in order works");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	kill(locker, SIGKILL);
	waitpid(locker, NULL, 0);
	return KTAP_END();
}
