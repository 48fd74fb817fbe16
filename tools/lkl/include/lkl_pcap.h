/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of interfaces, written to files that tcpdump and wireshark read.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_PCAP_H
#define _LKL_PCAP_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct lkl_pcap;

/**
 * struct lkl_pcap_options - what is captured, and where to
 *
 * All members but @size, and one of @path and @fd, may be zero.
 */
struct lkl_pcap_options {
	/** @size: sizeof(struct lkl_pcap_options) */
	size_t size;
	/** @ifindex: number of the interface; 0: all, and what will be added */
	int ifindex;
	/** @path: a file of the host; made anew; NULL: @fd is used */
	const char *path;
	/** @fd: an open descriptor of the host; stays open, the caller's */
	int fd;
	/** @max_bytes: of a packet; 0: all of it */
	unsigned int max_bytes;
	/** @buffer_bytes: of packets not yet written; 0: 4 MiB */
	unsigned int buffer_bytes;
};

/**
 * struct lkl_pcap_counts - what became of the packets
 * @written: are in the file
 * @dropped: are not, as the buffer was full
 */
struct lkl_pcap_counts {
	uint64_t written;
	uint64_t dropped;
};

/**
 * lkl_pcap_open() - write the packets of an interface to a file
 * @options: what and where to; copied
 * @pcap: set to what lkl_pcap_close() takes
 *
 * Both directions, as the kernel sees them: what it sends has not been cut
 * into frames yet, nor has its checksum, where the interface does that. Packets
 * of an Ethernet interface are written as such; those of all interfaces, or of
 * one without Ethernet headers, with the headers called LINUX_SLL2. Times are
 * in nanoseconds.
 *
 * A thread of the library writes, to the file when there is nothing else to do
 * or much to write. While the interface is down or has gone, nothing comes.
 *
 * Context: the kernel runs.
 * Return: 0; -EINVAL; -ENODEV if there is no such interface; why the file
 * cannot be written; -ENOSYS on hosts without threads; -ENOMEM; -errno.
 */
int lkl_pcap_open(const struct lkl_pcap_options *options,
		  struct lkl_pcap **pcap);

/**
 * lkl_pcap_close() - write what there is, and stop
 * @pcap: from lkl_pcap_open(); freed; NULL does nothing
 * @counts: if not NULL, set
 *
 * After a halt, @dropped is not known and zero.
 * Return: 0; why packets could not be written, with the first of which writing
 * ended: -ENOSPC, -EPIPE, ...; -ENODEV in a child of fork(), whose parent goes
 * on to write.
 */
int lkl_pcap_close(struct lkl_pcap *pcap, struct lkl_pcap_counts *counts);

#ifdef __cplusplus
}
#endif

#endif
