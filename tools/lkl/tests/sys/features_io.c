// SPDX-License-Identifier: GPL-2.0
/*
 * Features: input and output that copies works, what pins pages does not.
 */
#include <stdio.h>
#include <string.h>

#include <lkl/linux/if_alg.h>
#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_packet.h>
#include <lkl/linux/mman.h>
#include <lkl/linux/tcp.h>

#include "features.h"

static long nr_bytes(long ret)
{
	return ret;
}

static void check_asynchronous(void)
{
	lkl_aio_context_t context = 0;

	ROW("io_setup()", -LKL_ENOSYS, lkl_sys_io_setup(8, &context));
	ROW("io_uring_setup()", -LKL_ENOSYS,
	    lkl_sys_io_uring_setup(8, (void *)page));
}

/* On a disk: file systems in memory ignore the flag. */
static void check_direct(long pipe_out, long pipe_in)
{
	struct lkl_disk_options options = {
		.size = sizeof(options),
		.from = LKL_DISK_MEMORY,
		.length = 1 << 20,
	};
	uint32_t dev = 0;
	long fd;

	lkl_get_virtio_blkdev(lkl_disk_open(&options), 0, &dev);
	lkl_sys_mknod("/disk", LKL_S_IFBLK | 0600, dev);
	fd = lkl_sys_open("/disk", LKL_O_RDWR | LKL_O_DIRECT, 0);
	ROW("read(), O_DIRECT", -LKL_EFAULT,
	    lkl_sys_read(fd, page, sizeof(page)));
	ROW("write(), O_DIRECT", -LKL_EFAULT,
	    lkl_sys_write(fd, page, sizeof(page)));
	lkl_sys_write(pipe_in, page, sizeof(page));
	ROW("splice() to a file, O_DIRECT", nr_bytes(sizeof(page)),
	    lkl_sys_splice(pipe_out, NULL, fd, NULL, sizeof(page), 0));
	lkl_sys_close(fd);
}

static void check_pipes(void)
{
	struct lkl_iovec iov = { .iov_base = page, .iov_len = sizeof(page) };
	int p[2] = { -1, -1 };
	long fd;

	lkl_sys_pipe(p);
	check_direct(p[0], p[1]);
	ROW("vmsplice() into a pipe", -LKL_EFAULT,
	    lkl_sys_vmsplice(p[1], &iov, 1, 0));
	lkl_sys_write(p[1], "text", 4);
	ROW("vmsplice() out of a pipe", nr_bytes(4),
	    lkl_sys_vmsplice(p[0], &iov, 1, 0));
	fd = lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	lkl_sys_write(fd, "text", 4);
	lkl_sys_lseek(fd, 0, LKL_SEEK_SET);
	ROW("sendfile()", nr_bytes(4), lkl_sys_sendfile64(p[1], fd, NULL, 4));
	lkl_sys_lseek(fd, 0, LKL_SEEK_SET);
	ROW("copy_file_range()", nr_bytes(4),
	    lkl_sys_copy_file_range(fd, NULL, lkl_sys_creat("/copy", 0600),
				    NULL, 4, 0));
}

/* Two ends of a connection through the loopback interface. */
static int connect_tcp(long ends[2])
{
	struct lkl_sockaddr_in sin = { .sin_family = LKL_AF_INET };
	struct lkl_ifreq ifr = { .lkl_ifr_flags = LKL_IFF_UP };
	struct lkl_sockaddr *sa = (void *)&sin;
	int len = sizeof(sin);
	long server;

	strcpy(ifr.lkl_ifr_name, "lo");
	sin.sin_addr.s_addr = __builtin_bswap32(LKL_INADDR_LOOPBACK);
	server = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	ends[0] = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	lkl_sys_ioctl(server, LKL_SIOCSIFFLAGS, (unsigned long)&ifr);
	lkl_sys_bind(server, sa, len);
	lkl_sys_listen(server, 1);
	lkl_sys_getsockname(server, sa, &len);
	if (lkl_sys_connect(ends[0], sa, len))
		return -1;
	ends[1] = lkl_sys_accept(server, NULL, NULL);
	return lkl_sys_close(server);
}

static void check_network(void)
{
	struct lkl_tcp_zerocopy_receive zc = {
		.address = (unsigned long)page, .length = sizeof(page),
	};
	struct lkl_tpacket_req ring = { 4096, 4, 2048, 8 };
	int on = 1, len = sizeof(zc);
	long ends[2] = { -1, -1 }, fd;

	connect_tcp(ends);
	ROW("send(), TCP", nr_bytes(sizeof(page)),
	    lkl_sys_send(ends[0], page, sizeof(page), 0));
	ROW("getsockopt(), TCP_ZEROCOPY_RECEIVE", -LKL_EINVAL,
	    lkl_sys_getsockopt(ends[1], LKL_IPPROTO_TCP,
			       LKL_TCP_ZEROCOPY_RECEIVE, (void *)&zc, &len));
	lkl_sys_setsockopt(ends[0], LKL_SOL_SOCKET, LKL_SO_ZEROCOPY,
			   (void *)&on, sizeof(on));
	ROW("send(), MSG_ZEROCOPY", -LKL_EFAULT,
	    lkl_sys_send(ends[0], page, sizeof(page), 0x4000000));
	fd = lkl_sys_socket(LKL_AF_PACKET, LKL_SOCK_RAW,
			    __builtin_bswap16(LKL_ETH_P_ALL));
	ROW("packet socket", 0, fd < 0 ? fd : 0);
	lkl_sys_setsockopt(fd, 263, LKL_PACKET_RX_RING, (void *)&ring,
			   sizeof(ring));
	ROW("mmap() of a packet ring", -LKL_ENOSYS,
	    lkl_sys_mmap(0, 16384, LKL_PROT_READ, LKL_MAP_SHARED, fd, 0));
}

/* A socket that @type @name works on, or -errno. */
static long open_algorithm(const char *type, const char *name)
{
	struct lkl_sockaddr_alg sa = { .salg_family = LKL_AF_ALG };
	long fd = lkl_sys_socket(LKL_AF_ALG, LKL_SOCK_SEQPACKET, 0);

	strcpy((char *)sa.salg_type, type);
	strcpy((char *)sa.salg_name, name);
	lkl_sys_bind(fd, (void *)&sa, sizeof(sa));
	lkl_sys_setsockopt(fd, 279, LKL_ALG_SET_KEY, page, 16);
	return lkl_sys_accept(fd, NULL, NULL);
}

static void check_pinning(void)
{
	char options[64];
	long fd;

	fd = open_algorithm("hash", "sha256");
	ROW("send(), AF_ALG hash", -LKL_EFAULT, lkl_sys_send(fd, page, 16, 0));
	fd = open_algorithm("skcipher", "cbc(aes)");
	lkl_sys_send(fd, page, 16, 0);
	ROW("recv(), AF_ALG cipher", -LKL_EFAULT,
	    lkl_sys_recv(fd, page, 16, 0));

	lkl_sys_mknod("/fuse", LKL_S_IFCHR | 0600, LKL_MKDEV(10, 229));
	fd = lkl_sys_open("/fuse", LKL_O_RDWR, 0);
	snprintf(options, sizeof(options),
		 "fd=%ld,rootmode=40000,user_id=0,group_id=0", fd);
	lkl_sys_mkdir("/mnt", 0700);
	lkl_sys_mount("none", "/mnt", "fuse", 0, options);
	ROW("read() of /dev/fuse", -LKL_EFAULT,
	    lkl_sys_read(fd, page, sizeof(page)));
}

int main(void)
{
	features_boot(17);
	check_asynchronous();
	check_pipes();
	check_network();
	check_pinning();
	return features_end();
}
