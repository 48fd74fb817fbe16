// SPDX-License-Identifier: GPL-2.0
/*
 * An image that one process writes cannot be opened by another one.
 */
#include "disk.h"

static int ask[2], answer[2];

/* It was made before there were locks, and knows of none. */
static void serve(const char *image)
{
	unsigned int flags;
	int id, err;

	close(ask[1]);
	while (read(ask[0], &flags, sizeof(flags)) == sizeof(flags)) {
		id = DISK_OPEN(.path = image, .flags = flags);
		err = id < 0 ? -id : lkl_disk_close(id);
		if (write(answer[1], &err, sizeof(err)) != sizeof(err))
			_exit(1);
	}
	_exit(0);
}

static void start(const char *image)
{
	pid_t pid;

	if (pipe(ask) || pipe(answer))
		KTAP_BAIL("no pipes");
	pid = fork();
	if (!pid)
		serve(image);
	if (pid < 0)
		KTAP_BAIL("no process");
}

/* What lkl_disk_open() gives there. */
static int elsewhere(unsigned int flags)
{
	int err;

	if (write(ask[1], &flags, sizeof(flags)) != sizeof(flags) ||
	    read(answer[0], &err, sizeof(err)) != sizeof(err))
		KTAP_BAIL("no answer");
	return err;
}

int main(void)
{
	const char *image = disk_path("image");
	int id;

	disk_image(image, 4);
	start(image);
	KTAP_PLAN(7);
	id = DISK_OPEN(.path = image);
	CHECK(id >= 0, "a writer");
	CHECK_EQ(elsewhere(0), EBUSY, "no other writer");
	CHECK_EQ(elsewhere(LKL_DISK_READONLY), EBUSY, "no reader");
	lkl_disk_close(id);
	id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	CHECK(id >= 0, "a reader");
	CHECK_EQ(elsewhere(0), EBUSY, "no writer");
	CHECK_EQ(elsewhere(LKL_DISK_READONLY), 0, "another reader");
	lkl_disk_close(id);
	CHECK_EQ(elsewhere(0), 0, "then a writer");
	close(ask[1]);
	wait(NULL);
	return KTAP_END();
}
