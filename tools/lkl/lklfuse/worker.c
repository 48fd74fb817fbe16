// SPDX-License-Identifier: GPL-2.0
/*
 * The threads that answer requests: each reads one, does it, and replies.
 *
 * Each has a descriptor of its own for the connection, if the host allows, so
 * that they do not meet at one queue; the reply has to take the same way.
 */
#include "lklfuse/worker.h"

#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "lklfuse/creds.h"
#include "lklfuse/init.h"
#include "lklfuse/inside.h"
#include "lklfuse/turn.h"

#define BUFFER_BYTES	(1U << 20)
#define WORKERS_MAX	64
/* To copy that much takes longer than to wake a thread. */
#define LARGE_BYTES	65536

struct worker {
	struct fs *fs;
	pthread_t thread;
	int fd;
	char *buffer;
	char *entries;
};

/* Owned by the thread that starts and stops them; @nr_running is atomic. */
static struct worker workers[WORKERS_MAX];
static unsigned int nr_workers, nr_running;

static __thread struct worker *self;

char *worker_buffer(size_t *size)
{
	if (*size > BUFFER_BYTES)
		*size = BUFFER_BYTES;
	return self->buffer;
}

char *worker_entries(void)
{
	return self->entries;
}

/* Whether it pays to wake another thread for the next request meanwhile. */
static bool is_large(const struct fuse_in_header *head, ssize_t len)
{
	const struct fuse_read_in *in = (const void *)(head + 1);

	return len >= LARGE_BYTES ||
	       (head->opcode == FUSE_READ && in->size >= LARGE_BYTES);
}

static ssize_t read_request(int fd, void *buf, size_t len, void *userdata)
{
	ssize_t got;

	(void)fd;
	(void)userdata;
	inside_leave();
	turn_take();
	got = read(self->fd, buf, len);
	init_saw_request(buf, got);
	if (got < 0 || is_large(buf, got))
		turn_give();
	else
		inside_enter();
	return got;
}

static ssize_t write_reply(int fd, struct iovec *iov, int nr, void *userdata)
{
	(void)userdata;
	inside_leave();
	init_change_reply(iov, nr);
	return writev(self ? self->fd : fd, iov, nr);
}

static const struct fuse_custom_io io = {
	.read = read_request,
	.writev = write_reply,
};

static int clone_fd(struct fuse_session *session)
{
	uint32_t master = fuse_session_fd(session);
	int fd = open("/dev/fuse", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return -1;
	if (ioctl(fd, FUSE_DEV_IOC_CLONE, &master)) {
		close(fd);
		return -1;
	}
	return fd;
}

static int set_up(struct worker *w, struct fs *fs)
{
	w->fs = fs;
	w->fd = clone_fd(fs->session);
	if (w->fd < 0)
		w->fd = fuse_session_fd(fs->session);
	w->buffer = malloc(BUFFER_BYTES);
	w->entries = malloc(WORKER_ENTRIES_BYTES);
	return w->buffer && w->entries ? 0 : -ENOMEM;
}

static void tear_down(struct worker *w)
{
	if (w->fd >= 0 && w->fd != fuse_session_fd(w->fs->session))
		close(w->fd);
	free(w->buffer);
	free(w->entries);
}

static void serve(struct fuse_session *session)
{
	struct fuse_buf buf = { .mem = NULL };
	int got;

	while (!fuse_session_exited(session)) {
		got = fuse_session_receive_buf(session, &buf);
		if (got == -EINTR || got == -EAGAIN)
			continue;
		if (got <= 0)
			break;
		fuse_session_process_buf(session, &buf);
	}
	turn_give();
	free(buf.mem);
}

static void *worker_main(void *arg)
{
	struct worker *w = arg;
	sigset_t wake;

	self = w;
	sigemptyset(&wake);
	sigaddset(&wake, SIGURG);
	pthread_sigmask(SIG_UNBLOCK, &wake, NULL);
	if (!creds_thread())
		serve(w->fs->session);
	fuse_session_exit(w->fs->session);
	if (!__atomic_sub_fetch(&nr_running, 1, __ATOMIC_SEQ_CST))
		kill(getpid(), SIGUSR2);
	return NULL;
}

/* It only ends a read(). */
static void on_wake(int signo)
{
	(void)signo;
}

int workers_start(struct fs *fs)
{
	unsigned int wanted = fs->one_request ? 1 : fs->opt->workers;
	struct sigaction action = { .sa_handler = on_wake };
	struct worker *w;
	int err;

	err = fuse_session_custom_io(fs->session, &io,
				     fuse_session_fd(fs->session));
	if (err)
		return err;
	sigaction(SIGURG, &action, NULL);
	turn_init();
	while (nr_workers < wanted) {
		w = &workers[nr_workers];
		err = set_up(w, fs);
		__atomic_add_fetch(&nr_running, 1, __ATOMIC_SEQ_CST);
		if (!err)
			err = -pthread_create(&w->thread, NULL, worker_main, w);
		if (err) {
			__atomic_sub_fetch(&nr_running, 1, __ATOMIC_SEQ_CST);
			tear_down(w);
			break;
		}
		nr_workers++;
	}
	return nr_workers ? 0 : err;
}

void workers_stop(struct fs *fs)
{
	struct timespec pause = { .tv_nsec = 1000000 };
	unsigned int i;

	fuse_session_exit(fs->session);
	/* One that was about to read when it was woken needs it once more. */
	while (__atomic_load_n(&nr_running, __ATOMIC_SEQ_CST)) {
		for (i = 0; i < nr_workers; i++)
			pthread_kill(workers[i].thread, SIGURG);
		nanosleep(&pause, NULL);
	}
	for (i = 0; i < nr_workers; i++) {
		pthread_join(workers[i].thread, NULL);
		tear_down(&workers[i]);
	}
	nr_workers = 0;
}
