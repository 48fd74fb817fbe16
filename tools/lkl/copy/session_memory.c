// SPDX-License-Identifier: GPL-2.0
/*
 * How much memory the kernel gets, and whether that is enough.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <lkl.h>

#include "copy/session_parts.h"
#include "copy/spare_memory.h"

#define MEM_DEFAULT	(256ULL << 20)
#define MEM_LEAST	(32ULL << 20)
/* With less left, some thousand files made the kernel die. */
#define ROOM_LEAST	(10ULL << 20)
/* Bytes of an image whose allocation groups want one more byte of memory. */
#define IMAGE_PER_MEM	8192

/*
 * What the host can spare, but enough for a kernel. Nothing that is to be
 * reproducible may depend on that.
 */
static uint64_t fitting(uint64_t wanted)
{
	uint64_t spare = spare_memory() / 2;

	if (wanted > spare)
		wanted = spare;
	return wanted < MEM_LEAST ? MEM_LEAST : wanted;
}

/* Of a file or a block device. */
static uint64_t image_bytes(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	off_t end = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);

	if (fd >= 0)
		close(fd);
	return end > 0 ? (uint64_t)end : 0;
}

uint64_t session_choose_memory(const struct session_options *options)
{
	uint64_t more;

	if (options->mem_bytes)
		return options->mem_bytes;
	more = image_bytes(options->image) / IMAGE_PER_MEM;
	if (more > 3 * MEM_DEFAULT)
		more = 3 * MEM_DEFAULT;
	return options->reproducible ? MEM_DEFAULT + more :
				       fitting(MEM_DEFAULT + more);
}

uint64_t session_file_limit(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_FSIZE, &limit) ? UINT64_MAX : limit.rlim_cur;
}

/*
 * The memory of a kernel is a file, if without a name.
 *
 * With less than MEM_LEAST the kernel may die while it copies. With more than
 * there is, too: it describes all of it at once.
 */
int session_check_memory(uint64_t bytes)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

	if (bytes < MEM_LEAST)
		return -ENOMEM;
	if (bytes > session_file_limit())
		return -EFBIG;
	if (pages > 0 && page > 0 && bytes / (uint64_t)page > (uint64_t)pages)
		return -ENOMEM;
	return 0;
}

/*
 * After a large block of memory was asked for in vain, the kernel keeps 4 MiB
 * free for a while: with 32 MiB that is more than it can spare.
 */
int session_save_memory(void)
{
	return lkl_sysctl("vm.watermark_boost_factor", "0");
}

static uint64_t free_bytes(void)
{
	struct lkl_sysinfo info;

	return lkl_sys_sysinfo(&info) ? UINT64_MAX :
	       (uint64_t)info.freeram * info.mem_unit;
}

/* Mounting may have read a lot that need not be kept. */
int session_has_room(void)
{
	if (free_bytes() >= ROOM_LEAST)
		return 1;
	lkl_sysctl("vm.drop_caches", "3");
	return free_bytes() >= ROOM_LEAST;
}
