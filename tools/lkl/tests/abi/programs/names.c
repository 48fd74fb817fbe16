// SPDX-License-Identifier: GPL-2.0
/*
 * Every call with an old name, every operation of the host, and every member of
 * what describes a disk, used as programs for lkl/linux use them. Compiled as C
 * and as C++, and linked as C, never run.
 */
#include <fcntl.h>
#include <sys/uio.h>
#include <lkl.h>
#include <lkl_host.h>
#include <lkl/asm/unistd.h>
#include <lkl/linux/fs.h>

static int fds[2];
static char buf[64];

static long call_paths(const char *path)
{
	struct lkl_stat st;

	return lkl_sys_open(path, LKL_O_RDWR | LKL_O_CREAT, 0600) +
	       lkl_sys_creat(path, 0600) + lkl_sys_access(path, 0) +
	       lkl_sys_chown(path, 0, 0) + lkl_sys_chmod(path, 0600) +
	       lkl_sys_link(path, path) + lkl_sys_unlink(path) +
	       lkl_sys_symlink(path, path) +
	       lkl_sys_readlink(path, buf, sizeof(buf)) +
	       lkl_sys_rename(path, path) + lkl_sys_mkdir(path, 0700) +
	       lkl_sys_rmdir(path) + lkl_sys_mknod(path, 0600, 0) +
	       lkl_sys_stat(path, &st) + lkl_sys_lstat(path, &st);
}

static long call_descriptors(int fd)
{
	struct lkl_epoll_event event;
	struct lkl_pollfd pfd;
	struct lkl_timeval tv = { 0, 0 };
	lkl_fd_set set;

	return lkl_sys_pipe(fds) + lkl_sys_send(fd, buf, sizeof(buf), 0) +
	       lkl_sys_recv(fd, buf, sizeof(buf), 0) +
	       lkl_sys_select(1, &set, NULL, NULL, &tv) +
	       lkl_sys_poll(&pfd, 1, 0) + lkl_sys_epoll_create(1) +
	       lkl_sys_epoll_wait(fd, &event, 1, 0) +
	       lkl_sys_lseek((unsigned int)fd, 0, LKL_SEEK_END);
}

static void nothing(void *arg)
{
	(void)arg;
}

static void use_locks(void)
{
	struct lkl_sem *sem = lkl_host_ops.sem_alloc(1);
	struct lkl_mutex *mutex = lkl_host_ops.mutex_alloc(1);
	struct lkl_tls_key *key = lkl_host_ops.tls_alloc(nothing);

	lkl_host_ops.sem_up(sem);
	lkl_host_ops.sem_down(sem);
	lkl_host_ops.sem_free(sem);
	lkl_host_ops.mutex_lock(mutex);
	lkl_host_ops.mutex_unlock(mutex);
	lkl_host_ops.mutex_free(mutex);
	lkl_host_ops.tls_set(key, lkl_host_ops.tls_get(key));
	lkl_host_ops.tls_free(key);
}

static void use_threads(void)
{
	lkl_thread_t self = lkl_host_ops.thread_self();
	void *timer = lkl_host_ops.timer_alloc(nothing, NULL);
	unsigned long number = lkl_host_ops.thread_create(nothing, NULL);

	lkl_host_ops.thread_equal(self, number);
	lkl_host_ops.thread_join(number);
	lkl_host_ops.thread_detach();
	lkl_host_ops.timer_set_oneshot(timer, 1000UL);
	lkl_host_ops.timer_free(timer);
	lkl_host_ops.thread_exit();
}

static unsigned long long use_memory(void)
{
	void *mem = lkl_host_ops.mem_alloc(sizeof(buf));
	void *page = lkl_host_ops.page_alloc(4096);

	lkl_host_ops.memcpy(mem, buf, sizeof(buf));
	lkl_host_ops.mem_free(mem);
	lkl_host_ops.page_free(page, 4096);
	lkl_host_ops.print("text", 4);
	lkl_host_ops.panic();
	return lkl_host_ops.time() + (unsigned long long)lkl_host_ops.gettid();
}

static int get_capacity(struct lkl_disk disk, unsigned long long *bytes)
{
	*bytes = disk.handle ? 1 << 20 : 0;
	return 0;
}

static int request(struct lkl_disk disk, struct lkl_blk_req *req)
{
	struct iovec *iov = req->buf;

	switch (req->type) {
	case LKL_DEV_BLK_TYPE_READ:
	case LKL_DEV_BLK_TYPE_WRITE:
		return disk.handle && req->sector < 2048 && req->count > 0 &&
		       iov->iov_len && !req->prio ? LKL_DEV_BLK_STATUS_OK :
						    LKL_DEV_BLK_STATUS_IOERR;
	case LKL_DEV_BLK_TYPE_FLUSH:
	case LKL_DEV_BLK_TYPE_FLUSH_OUT:
		return lkl_dev_blk_ops.request(disk, req);
	default:
		return LKL_DEV_BLK_STATUS_UNSUP;
	}
}

static int add_disk(void)
{
	struct lkl_dev_blk_ops ops;
	struct lkl_disk disk;

	ops.get_capacity = get_capacity;
	ops.request = request;
	disk.dev = NULL;
	disk.fd = -1;
	disk.handle = buf;
	disk.ops = &ops;
	return lkl_disk_add(&disk) + lkl_disk_remove(disk);
}

int main(void)
{
	long params[6] = { 0, 0, 0, 0, 0, 0 };

	use_locks();
	use_threads();
	lkl_bug("%llu\n", use_memory());
	return (int)(call_paths("/") + call_descriptors(fds[0]) + add_disk() +
		     lkl_mount_fs(buf) + lkl_syscall(__lkl__NR_getpid, params));
}
