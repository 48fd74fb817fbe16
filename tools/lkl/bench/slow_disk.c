// SPDX-License-Identifier: GPL-2.0
/*
 * A system call that does nothing, while another thread waits for a callback
 * of a disk that sleeps for a second.
 */
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "kernel.h"
#include "thread.h"

#define CALLBACKS	3
#define BUCKET_NS	100
#define BUCKETS		20000

enum { QUICK, SHALL_SLEEP, SLEEPS };

static int state = QUICK;
static unsigned int hist[BUCKETS];

static int get_bytes(void *handle, uint64_t *bytes)
{
	(void)handle;
	*bytes = 1 << 20;
	return 0;
}

static int slow_read(void *handle, struct iovec *iov, int nr, uint64_t offset)
{
	int i;

	(void)handle;
	(void)offset;
	if (__atomic_load_n(&state, __ATOMIC_ACQUIRE) == SHALL_SLEEP) {
		__atomic_store_n(&state, SLEEPS, __ATOMIC_RELEASE);
		sleep(1);
		__atomic_store_n(&state, QUICK, __ATOMIC_RELEASE);
	}
	for (i = 0; i < nr; i++)
		memset(iov[i].iov_base, 0, iov[i].iov_len);
	return 0;
}

static const struct lkl_disk_callbacks callbacks = {
	.size = sizeof(callbacks),
	.get_bytes = get_bytes,
	.read = slow_read,
};

static long open_disk(void)
{
	struct lkl_disk_options options = {
		.size = sizeof(options),
		.from = LKL_DISK_CALLBACKS,
		.callbacks = &callbacks,
	};
	uint32_t dev;
	int id = bench_must(lkl_disk_open(&options), "lkl_disk_open");

	bench_must(lkl_get_virtio_blkdev(id, 0, &dev), "device");
	bench_must(lkl_sys_mknod("/disk", LKL_S_IFBLK | 0600, dev), "mknod");
	return bench_must(lkl_sys_open("/disk", LKL_O_RDONLY, 0), "/disk");
}

static void *reader(void *arg)
{
	long fd = *(long *)arg;
	char byte;

	bench_must(lkl_sys_fadvise64(fd, 0, 0, POSIX_FADV_DONTNEED), "fadvise");
	bench_must(lkl_sys_pread64(fd, &byte, 1, 0), "read");
	return NULL;
}

static void count_calls(void)
{
	uint64_t ns, start_ns = bench_now_ns(), end_ns;

	while (__atomic_load_n(&state, __ATOMIC_ACQUIRE) == SLEEPS) {
		lkl_sys_getppid();
		end_ns = bench_now_ns();
		ns = end_ns - start_ns;
		start_ns = end_ns;
		hist[ns / BUCKET_NS < BUCKETS ? ns / BUCKET_NS : BUCKETS - 1]++;
	}
}

/* The upper end of the bucket below which @share of all calls are, in us. */
static double percentile(double share)
{
	unsigned long all = 0, below = 0;
	unsigned int i;

	for (i = 0; i < BUCKETS; i++)
		all += hist[i];
	for (i = 0; i < BUCKETS - 1; i++) {
		below += hist[i];
		if (below >= all * share)
			break;
	}
	return (i + 1) * BUCKET_NS / 1000.0;
}

int main(void)
{
	double p50[CALLBACKS], p99[CALLBACKS], most[CALLBACKS];
	pthread_t thread;
	long fd;
	int i;

	bench_boot("quiet");
	fd = open_disk();
	for (i = 0; i < CALLBACKS; i++) {
		memset(hist, 0, sizeof(hist));
		__atomic_store_n(&state, SHALL_SLEEP, __ATOMIC_RELEASE);
		thread = bench_thread(reader, &fd);
		while (__atomic_load_n(&state, __ATOMIC_ACQUIRE) == SHALL_SLEEP)
			usleep(100);
		count_calls();
		pthread_join(thread, NULL);
		p50[i] = percentile(0.5);
		p99[i] = percentile(0.99);
		most[i] = percentile(1);
	}
	bench_print("slow_disk", ".p50", "us", p50, CALLBACKS);
	bench_print("slow_disk", ".p99", "us", p99, CALLBACKS);
	bench_print("slow_disk", ".max", "us", most, CALLBACKS);
	lkl_sys_close(fd);
	bench_halt();
	return 0;
}
