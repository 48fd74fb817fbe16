// SPDX-License-Identifier: GPL-2.0
/*
 * An image that one kernel writes cannot be opened by another one.
 */
#include "disk.h"

/* What lkl_disk_open() gives in another process. */
static int elsewhere(const char *image, unsigned int flags)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		status = DISK_OPEN(.path = image, .flags = flags);
		_exit(status < 0 ? -status : 0);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

int main(void)
{
	const char *image = disk_path("image");
	int id;

	disk_image(image, 4);
	KTAP_PLAN(7);
	id = DISK_OPEN(.path = image);
	CHECK(id >= 0, "a writer");
	CHECK_EQ(elsewhere(image, 0), EBUSY, "no other writer");
	CHECK_EQ(elsewhere(image, LKL_DISK_READONLY), EBUSY, "no reader");
	lkl_disk_close(id);
	id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	CHECK(id >= 0, "a reader");
	CHECK_EQ(elsewhere(image, 0), EBUSY, "no writer");
	CHECK_EQ(elsewhere(image, LKL_DISK_READONLY), 0, "another reader");
	lkl_disk_close(id);
	CHECK_EQ(elsewhere(image, 0), 0, "then a writer");
	return KTAP_END();
}
