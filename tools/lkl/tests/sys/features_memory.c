// SPDX-License-Identifier: GPL-2.0
/*
 * Features: the program's memory is not the kernel's to map.
 */
#include <stdint.h>

#include <lkl/linux/ipc.h>
#include <lkl/linux/mman.h>

#include "features.h"

static unsigned long addr(void)
{
	return (unsigned long)page;
}

static void check_mapping(void)
{
	long id;

	ROW("mmap()", -LKL_ENOSYS,
	    lkl_sys_mmap(0, 4096, LKL_PROT_READ,
			 LKL_MAP_PRIVATE | LKL_MAP_ANONYMOUS, -1, 0));
	ROW("mremap()", -LKL_ENOSYS, lkl_sys_mremap(addr(), 4096, 8192, 0, 0));
	ROW("remap_file_pages()", -LKL_ENOSYS,
	    lkl_sys_remap_file_pages(addr(), 4096, 0, 0, 0));
	ROW("brk()", -LKL_ENOSYS, lkl_sys_brk(0));
	id = lkl_sys_shmget(1, 4096, LKL_IPC_CREAT | 0600);
	ROW("shmget()", 0, id < 0 ? id : 0);
	ROW("shmat()", -LKL_ENOSYS, lkl_sys_shmat(id, NULL, 0));
	ROW("userfaultfd()", -LKL_ENOSYS, lkl_sys_userfaultfd(0));
}

static void check_advice(void)
{
	page[0] = 1;
	ROW("munmap()", 0, lkl_sys_munmap(addr(), 4096) || !page[0]);
	ROW("mprotect()", -LKL_ENOMEM,
	    lkl_sys_mprotect(addr(), 4096, LKL_PROT_READ));
	ROW("madvise()", -LKL_ENOMEM,
	    lkl_sys_madvise(addr(), 4096, LKL_MADV_DONTNEED));
	ROW("mlock()", -LKL_ENOMEM, lkl_sys_mlock(addr(), 4096));
	ROW("msync()", -LKL_ENOMEM, lkl_sys_msync(addr(), 4096, LKL_MS_SYNC));
	ROW("mincore()", -LKL_ENOMEM,
	    lkl_sys_mincore(addr(), 4096, (unsigned char *)page));
	ROW("membarrier()", -LKL_ENOSYS, lkl_sys_membarrier(0, 0, 0));
}

/* Reading one's own memory by the ways that are meant for another's. */
static void check_peeking(void)
{
	struct lkl_iovec iov = { .iov_base = page, .iov_len = 8 };
	char buf[8];
	long fd;

	ROW("process_vm_readv()", -LKL_EFAULT,
	    lkl_sys_process_vm_readv(1, &iov, 1, &iov, 1, 0));
	lkl_mount_fs("proc");
	fd = lkl_sys_open("/proc/self/mem", LKL_O_RDONLY, 0);
	ROW("/proc/self/mem", -LKL_EIO,
	    lkl_sys_pread64(fd, buf, 8, (lkl_loff_t)addr()));
	lkl_sys_close(fd);
}

static void check_futex(void)
{
	uint32_t word = 0;

	ROW("futex() with FUTEX_PRIVATE_FLAG", 0,
	    lkl_sys_futex(&word, LKL_FUTEX_WAKE | LKL_FUTEX_PRIVATE_FLAG, 1,
			  NULL, NULL, 0));
	ROW("futex() without it", 0,
	    lkl_sys_futex(&word, LKL_FUTEX_WAKE, 1, NULL, NULL, 0));
	ROW("futex_wake() and others", 0,
	    lkl_sys_futex_wake(&word, ~0U, 1, LKL_FUTEX2_SIZE_U32));
}

static void check_memfd(void)
{
	long fd = lkl_sys_memfd_create("features", 0);
	char buf[4] = "";

	lkl_sys_write(fd, "text", 4);
	ROW("memfd_create()", 4, lkl_sys_pread64(fd, buf, 4, 0));
	lkl_sys_close(fd);
}

int main(void)
{
	features_boot(20);
	check_mapping();
	check_advice();
	check_peeking();
	check_futex();
	check_memfd();
	return features_end();
}
