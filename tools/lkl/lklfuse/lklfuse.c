// SPDX-License-Identifier: GPL-2.0
/*
 * lklfuse: mount the file system of a disk image, by a kernel in this process.
 */
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lklfuse/commit.h"
#include "lklfuse/console.h"
#include "lklfuse/end.h"
#include "lklfuse/image.h"
#include "lklfuse/options.h"
#include "lklfuse/panic.h"
#include "lklfuse/report.h"
#include "lklfuse/session.h"
#include "lklfuse/start.h"
#include "lklfuse/unmount.h"
#include "lklfuse/worker.h"

/* For programs that have files open to be done, once nobody else can come. */
#define DETACHED_S	5

/* Signals that end the mount: from the user, the kernel inside, the workers. */
#define SIG_DEAD	SIGUSR1
#define SIG_ENDED	SIGUSR2

static void block_signals(sigset_t *set)
{
	static const int signals[] = {
		SIGTERM, SIGINT, SIGHUP, SIG_DEAD, SIG_ENDED,
	};
	size_t i;

	sigemptyset(set);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(set, signals[i]);
	pthread_sigmask(SIG_BLOCK, set, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* An image may not grow where a limit says so: an error for it. */
	signal(SIGXFSZ, SIG_IGN);
}

/* Workers end by themselves when nobody has anything open any more. */
static void detach(struct fs *fs)
{
	struct timespec time = { .tv_sec = DETACHED_S };
	sigset_t ended;

	sigemptyset(&ended);
	sigaddset(&ended, SIG_ENDED);
	session_detach(fs);
	if (sigtimedwait(&ended, NULL, &time) != SIG_ENDED)
		complain(fs->opt->mountpoint, "ended while it was in use");
}

/* Return: 0 or an exit status. */
static int run(struct fs *fs, const sigset_t *signals)
{
	int signo, ret = 0;

	if (workers_start(fs)) {
		complain("workers", "no memory or threads for them");
		unmount(fs->opt->mountpoint);
		return 1;
	}
	if (commit_start(fs))
		complain("commits", "no thread for them");
	panic_tell(SIG_DEAD);
	session_tune(fs);
	start_done();
	sigwait(signals, &signo);
	if (signo == SIG_DEAD || panic_happened()) {
		complain(fs->opt->images[0], "the kernel inside has died");
		ret = 1;
	}
	if (signo != SIG_ENDED)
		detach(fs);
	commit_stop();
	workers_stop(fs);
	return ret;
}

static int serve(struct image *image, const sigset_t *signals)
{
	static struct fs fs;
	int ret = 1, err;

	err = fs_open(&fs, image);
	if (err)
		complain(image->opt->images[0], "root: %s", lkl_strerror(err));
	else if (!session_open(&fs))
		ret = run(&fs, signals);
	session_close(&fs);
	if (!panic_happened())
		fs_close(&fs);
	return ret;
}

/* In the process that stays. */
static int mount_and_serve(const struct options *opt)
{
	struct image image;
	sigset_t signals;
	int ret = 1;

	block_signals(&signals);
	if (guard_start(opt->mountpoint))
		complain("guard", "cannot be started");
	if (!image_open(&image, opt)) {
		end_listen(opt->mountpoint);
		if (!image_mount(&image))
			ret = serve(&image, &signals);
	}
	if (image_close(&image))
		ret = 1;
	end_tell(ret);
	return ret;
}

static int wait_for(const char *mountpoint)
{
	char path[PATH_MAX];

	if (realpath(mountpoint, path))
		return end_wait(path);
	complain(mountpoint, "%s", strerror(errno));
	return 1;
}

int main(int argc, char *argv[])
{
	struct options opt;
	int ret, err;

	/* Letters of names are Unicode's, whatever the user's language is. */
	setlocale(LC_CTYPE, "C.UTF-8");
	ret = options_parse(&opt, argc, argv);
	if (ret >= 0)
		return ret;
	if (opt.wait)
		return wait_for(opt.mountpoint);
	if (session_check(&opt))
		return 1;
	err = console_open(opt.log, opt.debug);
	if (err) {
		complain(opt.log, "%s", lkl_strerror(err));
		return 1;
	}
	err = start_fork(opt.foreground);
	if (err) {
		complain("fork", "%s", lkl_strerror(err));
		return 1;
	}
	return mount_and_serve(&opt);
}
