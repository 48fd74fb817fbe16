// SPDX-License-Identifier: GPL-2.0
/*
 * A file whose writes and flushes are on record: what a disk would have seen.
 *
 * usage: fuse_record IMAGE LOG MOUNTPOINT
 *
 * At MOUNTPOINT/disk is IMAGE. What changes it is appended to LOG, in the order
 * in which it is done, before whoever asked for it gets an answer: so a flush
 * in the log stands behind all that it is for. A record is three numbers of 64
 * bits - which of enum record, where, how many bytes - and what was written.
 */
#define FUSE_USE_VERSION 35
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <linux/falloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum record { WRITE, FLUSH, PUNCH };

static int image, log_fd;
/* What is in the log and what is in the image have the same order. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int record(enum record what, off_t at, size_t len, const char *data)
{
	uint64_t head[3] = { what, at, len };
	struct iovec iov[2] = {
		{ head, sizeof(head) },
		{ (char *)data, data ? len : 0 },
	};
	ssize_t bytes = sizeof(head) + iov[1].iov_len;

	return writev(log_fd, iov, 2) == bytes ? 0 : -EIO;
}

static int do_getattr(const char *path, struct stat *st,
		      struct fuse_file_info *fi)
{
	(void)fi;
	if (strcmp(path, "/disk"))
		return stat("/", st) ? -errno : 0;
	return fstat(image, st) ? -errno : 0;
}

static int do_open(const char *path, struct fuse_file_info *fi)
{
	(void)path;
	/* Nothing of it is kept by the host, and nothing is late. */
	fi->direct_io = 1;
	return 0;
}

static int do_read(const char *path, char *buf, size_t size, off_t at,
		   struct fuse_file_info *fi)
{
	ssize_t got = pread(image, buf, size, at);

	(void)path;
	(void)fi;
	return got < 0 ? -errno : got;
}

static int do_write(const char *path, const char *buf, size_t size, off_t at,
		    struct fuse_file_info *fi)
{
	int err;

	(void)path;
	(void)fi;
	pthread_mutex_lock(&lock);
	err = record(WRITE, at, size, buf);
	if (!err && pwrite(image, buf, size, at) != (ssize_t)size)
		err = -EIO;
	pthread_mutex_unlock(&lock);
	return err ? err : (int)size;
}

static int do_fsync(const char *path, int datasync, struct fuse_file_info *fi)
{
	int err;

	(void)path;
	(void)datasync;
	(void)fi;
	pthread_mutex_lock(&lock);
	err = record(FLUSH, 0, 0, NULL);
	pthread_mutex_unlock(&lock);
	return err;
}

static int do_fallocate(const char *path, int mode, off_t at, off_t len,
			struct fuse_file_info *fi)
{
	int err;

	(void)path;
	(void)fi;
	if (mode != (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE))
		return -EOPNOTSUPP;
	pthread_mutex_lock(&lock);
	err = record(PUNCH, at, len, NULL);
	if (!err && fallocate(image, mode, at, len))
		err = -errno;
	pthread_mutex_unlock(&lock);
	return err;
}

static const struct fuse_operations operations = {
	.getattr = do_getattr,
	.open = do_open,
	.read = do_read,
	.write = do_write,
	.fsync = do_fsync,
	.fallocate = do_fallocate,
};

int main(int argc, char *argv[])
{
	if (argc != 4) {
		fprintf(stderr, "usage: fuse_record IMAGE LOG MOUNTPOINT\n");
		return 2;
	}
	image = open(argv[1], O_RDWR);
	log_fd = open(argv[2], O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (image < 0 || log_fd < 0) {
		perror("fuse_record");
		return 1;
	}
	argv[1] = argv[3];
	return fuse_main(2, argv, &operations, NULL);
}
