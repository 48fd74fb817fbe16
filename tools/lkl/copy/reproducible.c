// SPDX-License-Identifier: GPL-2.0
/*
 * A host whose clock stands still and whose random numbers repeat.
 */
#include <errno.h>
#include <string.h>

#include <lkl_boot.h>
#include <lkl_fs.h>
#include <lkl_host.h>
#include <lkl_sys.h>
#include <lkl/asm/host_ops.h>

#include "copy/idle.h"
#include "copy/reproducible.h"

/**
 * DOC: time that stands still
 *
 * What a file system writes depends on the clock, on random numbers, and on
 * when the kernel finds time to write. So random numbers are the same each
 * time, the clock stands still, and with it all that is done by timers. What
 * waits for the clock to move is left out: see reproducible_command_line().
 *
 * Some of the kernel's code cannot go on before time has passed. If nothing can
 * happen otherwise, see idle_is(), the clock moves to the next timer;
 * reproducible_reset() sets the wall clock back before more is written. That
 * the disk is slow does not move it.
 */
#define NSEC_PER_SEC	1000000000ULL
#define START_NS	NSEC_PER_SEC
/* How long nothing happens before somebody looks whether anything can. */
#define LOOK_NS		(NSEC_PER_SEC / 50)
#define MULTIPLIER	6364136223846793005ULL
#define INCREMENT	1442695040888963407ULL

static const struct lkl_host_table *posix;
static uint64_t wall_ns, seed = INCREMENT;
/* Written by the thread that waits for timers, and read by all. */
static unsigned long long now_ns = START_NS;
static int has_moved;

static uint64_t next(uint64_t *state)
{
	*state = *state * MULTIPLIER + INCREMENT;
	return *state >> 48;
}

static unsigned long long time_ns(void)
{
	return __atomic_load_n(&now_ns, __ATOMIC_ACQUIRE);
}

static unsigned long long time_wall_ns(void)
{
	return wall_ns;
}

static void move_to(unsigned long long ns)
{
	__atomic_store_n(&now_ns, ns, __ATOMIC_RELEASE);
	__atomic_store_n(&has_moved, 1, __ATOMIC_RELEASE);
}

static int sem_down(void *sem, unsigned long long deadline_ns)
{
	int err;

	if (deadline_ns == LKL_FOREVER)
		return idle_sem_down(sem, LKL_FOREVER);
	if (deadline_ns <= time_ns())
		return idle_sem_down(sem, 0);
	do {
		err = idle_sem_down(sem, posix->time_ns() + LOOK_NS);
	} while (err == -ETIMEDOUT && !idle_is());
	if (err == -ETIMEDOUT)
		move_to(deadline_ns);
	return err;
}

/* At boot, on one thread. */
static unsigned long fill(void *buf, unsigned long len)
{
	unsigned char *to = buf;
	unsigned long i;

	for (i = 0; i < len; i++)
		to[i] = (unsigned char)(next(&seed) >> 8);
	return len;
}

int reproducible_init(int64_t epoch, int disk)
{
	struct lkl_host_table table;

	posix = lkl_posix_table();
	table = *posix;
	wall_ns = (uint64_t)epoch * NSEC_PER_SEC;
	table.time_ns = time_ns;
	table.time_wall_ns = time_wall_ns;
	idle_init(&table, disk);
	table.sem_down = sem_down;
	table.random = fill;
	return lkl_init_table(&table);
}

/*
 * Of what may be dirty, a disk has the share that it had of all that was
 * written lately. The disk of the image has all of it.
 */
static int give_disk_all(void)
{
	static const char all[] = "99";
	long fd, done;
	int err;

	err = lkl_mount_fs("sysfs");
	if (err < 0)
		return err;
	fd = lkl_sys_open("/sysfs/block/vda/bdi/min_ratio", LKL_O_WRONLY, 0);
	if (fd < 0)
		return (int)fd;
	done = lkl_sys_write(fd, all, sizeof(all) - 1);
	lkl_sys_close(fd);
	return done < 0 ? (int)done : 0;
}

int reproducible_start(void)
{
	int err;

	err = lkl_sysctl("vm.dirty_background_ratio", "79");
	if (!err)
		err = lkl_sysctl("vm.dirty_ratio", "80");
	return err ? err : give_disk_all();
}

void reproducible_reset(void)
{
	struct __lkl__kernel_timespec ts = {
		.tv_sec = (long long)(wall_ns / NSEC_PER_SEC),
	};

	if (__atomic_exchange_n(&has_moved, 0, __ATOMIC_ACQ_REL))
		lkl_sys_clock_settime(LKL_CLOCK_REALTIME, &ts);
}

/* What a journal holds depends on when what was written. */
const char *reproducible_options(const char *fs_type)
{
	return strcmp(fs_type, "ext4") ? "" : "noload";
}

/* The generator that makes entropy of how long something takes. */
const char *reproducible_command_line(void)
{
	return "initcall_blacklist=jent_mod_init";
}
