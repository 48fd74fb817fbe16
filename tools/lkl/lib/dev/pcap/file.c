// SPDX-License-Identifier: GPL-2.0
/*
 * Files of captured packets: a header of their own, and one before each packet,
 * all in the byte order of the host that writes.
 */
#include "dev/pcap/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUF_BYTES	65536U

/* With this one, times have nanoseconds. */
#define MAGIC		0xa1b23c4dU

struct file_header {
	uint32_t magic;
	uint16_t major, minor;
	uint32_t zone, accuracy, max_bytes, link;
};

struct packet_header {
	uint32_t sec, nsec, bytes, wire_bytes;
};

static int write_all(int fd, const char *data, size_t bytes)
{
	ssize_t done;

	while (bytes) {
		done = write(fd, data, bytes);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		data += done;
		bytes -= done;
	}
	return 0;
}

int lkl__pcap_file_flush(struct lkl__pcap_file *file)
{
	int err = write_all(file->fd, file->buf, file->used);

	file->used = 0;
	return err;
}

static int add(struct lkl__pcap_file *file, const void *data, size_t bytes)
{
	int err = 0;

	if (bytes > BUF_BYTES - file->used)
		err = lkl__pcap_file_flush(file);
	if (err)
		return err;
	if (bytes > BUF_BYTES)
		return write_all(file->fd, data, bytes);
	memcpy(file->buf + file->used, data, bytes);
	file->used += bytes;
	return 0;
}

int lkl__pcap_file_add(struct lkl__pcap_file *file,
		       const struct lkl__pcap_packet *packet)
{
	struct packet_header header = {
		.sec = packet->sec,
		.nsec = packet->nsec,
		.bytes = packet->bytes,
		.wire_bytes = packet->wire_bytes,
	};
	int err = add(file, &header, sizeof(header));

	return err ? err : add(file, packet->data, packet->bytes);
}

static void put_header(struct lkl__pcap_file *file, uint32_t link,
		       uint32_t max_bytes)
{
	struct file_header header = {
		.magic = MAGIC,
		.major = 2,
		.minor = 4,
		.max_bytes = max_bytes,
		.link = link,
	};

	memcpy(file->buf, &header, sizeof(header));
	file->used = sizeof(header);
}

int lkl__pcap_file_open(struct lkl__pcap_file *file, const char *path, int fd,
			uint32_t link, uint32_t max_bytes)
{
	int err;

	file->buf = malloc(BUF_BYTES);
	if (!file->buf)
		return -ENOMEM;
	file->owned = path;
	put_header(file, link, max_bytes);
	file->fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
			       0644) : fd;
	if (file->fd >= 0)
		return 0;
	err = path ? -errno : -EBADF;
	free(file->buf);
	return err;
}

int lkl__pcap_file_close(struct lkl__pcap_file *file)
{
	free(file->buf);
	return file->owned && close(file->fd) ? -errno : 0;
}
