/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Disks of callbacks that do not do what disks do: one takes its time, the
 * other fails from some moment on.
 */
#ifndef LKL_TESTS_CALLBACKS_H
#define LKL_TESTS_CALLBACKS_H

#include <sys/uio.h>

#include "disk.h"

/*
 * What one read does next, SLOW_SOON to have it sleep; and then what it is
 * doing. Whoever waits for it looks at this.
 */
enum { SLOW_NEVER, SLOW_SOON, SLOW_NOW, SLOW_DONE };
static UNUSED int slow_state;
static UNUSED long slow_ms;

#define SLOW_BYTES	(4 << 20)

static UNUSED int slow_bytes(void *handle, uint64_t *bytes)
{
	(void)handle;
	*bytes = SLOW_BYTES;
	return 0;
}

static UNUSED int slow_read(void *handle, struct iovec *iov, int nr,
			    uint64_t offset)
{
	int i, soon = SLOW_SOON;

	(void)handle;
	(void)offset;
	if (__atomic_compare_exchange_n(&slow_state, &soon, SLOW_NOW, 0,
					__ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		usleep((unsigned int)slow_ms * 1000);
		__atomic_store_n(&slow_state, SLOW_DONE, __ATOMIC_RELEASE);
	}
	for (i = 0; i < nr; i++)
		memset(iov[i].iov_base, 's', iov[i].iov_len);
	return 0;
}

static UNUSED const struct lkl_disk_callbacks slow_disk = {
	.size = sizeof(slow_disk),
	.get_bytes = slow_bytes,
	.read = slow_read,
};

/* The next read sleeps for so long. */
static UNUSED void slow_soon(long ms)
{
	slow_ms = ms;
	__atomic_store_n(&slow_state, SLOW_SOON, __ATOMIC_RELEASE);
}

static UNUSED int slow_is(int state)
{
	return __atomic_load_n(&slow_state, __ATOMIC_ACQUIRE) == state;
}

/* An image whose writes take their time, and fail once it is broken. */
static UNUSED int broken, broken_fd;
static UNUSED long broken_ms;

static UNUSED int broken_bytes(void *handle, uint64_t *bytes)
{
	struct stat st;

	(void)handle;
	if (fstat(broken_fd, &st))
		return -errno;
	*bytes = (uint64_t)st.st_size;
	return 0;
}

static UNUSED int broken_read(void *handle, struct iovec *iov, int nr,
			      uint64_t offset)
{
	(void)handle;
	return preadv(broken_fd, iov, nr, (off_t)offset) < 0 ? -errno : 0;
}

static UNUSED int broken_write(void *handle, struct iovec *iov, int nr,
			       uint64_t offset)
{
	(void)handle;
	usleep((unsigned int)broken_ms * 1000);
	if (__atomic_load_n(&broken, __ATOMIC_ACQUIRE))
		return -EIO;
	return pwritev(broken_fd, iov, nr, (off_t)offset) < 0 ? -errno : 0;
}

static UNUSED const struct lkl_disk_callbacks broken_disk = {
	.size = sizeof(broken_disk),
	.get_bytes = broken_bytes,
	.read = broken_read,
	.write = broken_write,
};

static UNUSED void break_disk(void)
{
	__atomic_store_n(&broken, 1, __ATOMIC_RELEASE);
}

#endif
