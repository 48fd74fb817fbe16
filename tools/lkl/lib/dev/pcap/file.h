/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of captured packets, as tcpdump and wireshark read them.
 */
#ifndef _LKL_DEV_PCAP_FILE_H
#define _LKL_DEV_PCAP_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** define LKL__PCAP_ETHERNET - packets begin with Ethernet's header */
#define LKL__PCAP_ETHERNET	1U

/** define LKL__PCAP_SLL2 - packets begin with struct lkl__pcap_sll2 */
#define LKL__PCAP_SLL2		276U

/** struct lkl__pcap_sll2 - before packets of any interface; big endian */
struct lkl__pcap_sll2 {
	uint16_t protocol;
	uint16_t reserved;
	uint32_t ifindex;
	/** @hatype: what kind of interface it is, ARPHRD_* */
	uint16_t hatype;
	uint8_t pkttype;
	uint8_t halen;
	uint8_t addr[8];
};

/**
 * struct lkl__pcap_file - a file that is written
 *
 * Used by one thread at a time.
 */
struct lkl__pcap_file {
	/* private: */
	int fd;
	bool owned;
	size_t used;
	char *buf;
};

/** struct lkl__pcap_packet - a packet that was captured */
struct lkl__pcap_packet {
	/** @data: its first bytes */
	const void *data;
	/** @bytes: how many */
	uint32_t bytes;
	/** @wire_bytes: how many it had */
	uint32_t wire_bytes;
	/** @sec: when, in seconds since 1970 */
	uint32_t sec;
	/** @nsec: and nanoseconds */
	uint32_t nsec;
};

/**
 * lkl__pcap_file_open() - begin a file
 * @file: the file
 * @path: its name; NULL: @fd is used
 * @fd: open for writing, and stays so
 * @link: LKL__PCAP_*
 * @max_bytes: of a packet
 *
 * Nothing is written yet: the caller's thread may be one that SIGPIPE ends.
 * Return: 0 or -errno.
 */
int lkl__pcap_file_open(struct lkl__pcap_file *file, const char *path, int fd,
			uint32_t link, uint32_t max_bytes);

/** lkl__pcap_file_add() - add a packet. Return: 0 or -errno. */
int lkl__pcap_file_add(struct lkl__pcap_file *file,
		       const struct lkl__pcap_packet *packet);

/** lkl__pcap_file_flush() - write what was added. Return: 0 or -errno. */
int lkl__pcap_file_flush(struct lkl__pcap_file *file);

/** lkl__pcap_file_close() - close it, without writing. Return: 0 or -errno. */
int lkl__pcap_file_close(struct lkl__pcap_file *file);

#endif
