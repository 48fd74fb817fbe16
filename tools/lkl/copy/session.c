// SPDX-License-Identifier: GPL-2.0
/*
 * An image in use: from its opening to stable storage.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lkl.h>

#include "copy/console.h"
#include "copy/report.h"
#include "copy/reproducible.h"
#include "copy/session.h"
#include "copy/session_error.h"

/* Room for one open directory a level, and what else is open. */
#define FD_LIMIT	4096
#define MEM_DEFAULT	(256ULL << 20)
#define MEM_LEAST	(32ULL << 20)
/* Bytes of an image whose allocation groups want one more byte of memory. */
#define IMAGE_PER_MEM	8192
#define UMOUNT_MS	10000
/* What an inode that a journal holds on to may take, with all that it needs. */
#define INODE_BYTES	16384

/* What the host can spare, but enough for a kernel. */
static uint64_t fitting_memory(uint64_t wanted)
{
	long pages = sysconf(_SC_AVPHYS_PAGES), page = sysconf(_SC_PAGESIZE);
	uint64_t spare;

	if (pages <= 0 || page <= 0)
		return wanted;
	spare = (uint64_t)pages * (uint64_t)page / 2;
	if (wanted > spare)
		wanted = spare;
	return wanted < MEM_LEAST ? MEM_LEAST : wanted;
}

static uint64_t choose_memory(const struct session_options *options)
{
	struct stat st;
	uint64_t more;

	if (options->mem_bytes)
		return options->mem_bytes;
	if (stat(options->image, &st))
		return fitting_memory(MEM_DEFAULT);
	more = (uint64_t)st.st_size / IMAGE_PER_MEM;
	if (more > 3 * MEM_DEFAULT)
		more = 3 * MEM_DEFAULT;
	return fitting_memory(MEM_DEFAULT + more);
}

static int open_image(struct session *session)
{
	struct lkl_disk_options disk = {
		.size = sizeof(disk),
		.path = session->options->image,
		.flags = session->options->write ? 0 : LKL_DISK_READONLY,
	};
	int id = lkl_disk_open(&disk);

	if (id < 0)
		session_open_error(id, session->options->image);
	session->disk = id;
	return id < 0 ? id : 0;
}

/*
 * With less than MEM_LEAST the kernel may die while it copies. With more than
 * there is, too: it describes all of it at once.
 */
static int check_memory(uint64_t mem)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

	if (mem < MEM_LEAST)
		return -ENOMEM;
	if (pages > 0 && page > 0 && mem / (uint64_t)page > (uint64_t)pages)
		return -ENOMEM;
	return 0;
}

static int boot(struct session *session)
{
	uint64_t mem = choose_memory(session->options);
	int err;

	console_init(session->options->printk);
	err = check_memory(mem);
	if (!err && session->options->reproducible)
		err = reproducible_init(session->options->epoch);
	if (!err)
		err = lkl_start_kernel("mem=%lluK loglevel=%d %s",
				       (unsigned long long)mem >> 10,
				       session->options->printk ? 8 : 4,
				       session->options->reproducible ?
				       reproducible_command_line() : "");
	if (err) {
		session_boot_error(err, mem);
		return err;
	}
	lkl_handle_faults(1);
	lkl_set_fd_limit(FD_LIMIT);
	lkl_sys_umask(0);
	return session->options->reproducible ? reproducible_start() : 0;
}

/* The type under which it is mounted, which may have been recognized. */
static void find_type(struct session *session)
{
	char text[4096], mnt[64], type[32], *line = text;
	long fd, n = 0;

	if (lkl_mount_fs("proc") < 0)
		return;
	fd = lkl_sys_open("/proc/self/mounts", LKL_O_RDONLY, 0);
	if (fd >= 0) {
		n = lkl_sys_read(fd, text, sizeof(text) - 1);
		lkl_sys_close(fd);
	}
	text[n > 0 ? n : 0] = '\0';
	for (; line; line = strchr(line + 1, '\n'))
		if (sscanf(line, " %*s %63s %31s", mnt, type) == 2 &&
		    !strcmp(mnt, session->mnt))
			strcpy(session->fs_type, type);
}

static long mount_with(struct session *session, int flags, const char *opts)
{
	const struct session_options *options = session->options;

	return lkl_mount_dev(session->disk, options->part, options->type,
			     flags, opts, session->mnt, sizeof(session->mnt));
}

static long umount_image(struct session *session)
{
	return lkl_umount_dev(session->disk, session->options->part, 0,
			      UMOUNT_MS);
}

/* What has to be added to the options depends on what is there. */
static long mount_reproducible(struct session *session)
{
	const char *opts = session->options->mount_options;
	const char *more;
	char all[4096];
	long err;

	err = mount_with(session, LKL_MS_RDONLY, opts);
	if (err)
		return err;
	find_type(session);
	err = umount_image(session);
	if (err)
		return err;
	more = reproducible_options(session->fs_type);
	if ((size_t)snprintf(all, sizeof(all), "%s%s%s", opts ? opts : "",
			     opts && *more ? "," : "", more) >= sizeof(all))
		return -E2BIG;
	return mount_with(session, 0, all);
}

static int mount_image(struct session *session)
{
	const struct session_options *options = session->options;
	struct lkl_statfs st;
	long err;

	if (options->reproducible && options->write)
		err = mount_reproducible(session);
	else
		err = mount_with(session, options->write ? 0 : LKL_MS_RDONLY,
				 options->mount_options);
	if (err) {
		session_mount_error(err, options);
		return err;
	}
	find_type(session);
	err = lkl_sys_statfs(session->mnt, &st);
	session->is_readonly = !err && (st.f_flags & LKL_MS_RDONLY);
	return 0;
}

/* Writing is asked for, but the library has found damage. */
static int check_writable(struct session *session)
{
	if (!session->options->write || !session->is_readonly)
		return 0;
	report_text("the file system is damaged, nothing was changed", "%s",
		    session->options->image);
	return -EROFS;
}

static int drops_dots(const char *type)
{
	return !strcmp(type, "vfat") || !strcmp(type, "msdos") ||
	       !strcmp(type, "exfat");
}

static int start_tree(struct session *session)
{
	size_t len = strlen(session->options->image);
	int err = -ENOMEM;

	session->name = malloc(len + 2);
	if (session->name) {
		memcpy(session->name, session->options->image, len);
		strcpy(session->name + len, ":");
		err = image_tree_init(&session->tree, session->name,
				      session->mnt);
		session->tree.drops_dots = drops_dots(session->fs_type);
		session->tree.settle_entries =
			choose_memory(session->options) / INODE_BYTES;
		session->tree.settle_bytes = session->options->reproducible ?
			choose_memory(session->options) / 4 : 0;
	}
	if (err) {
		report_error(err, "%s", session->options->image);
		free(session->name);
	}
	return err;
}

static int open_tree(struct session *session)
{
	int err = mount_image(session);

	if (err)
		return err;
	err = check_writable(session);
	if (!err)
		err = start_tree(session);
	if (err)
		umount_image(session);
	return err;
}

static int close_disk(struct session *session)
{
	int halted, err;

	halted = (int)lkl_sys_halt();
	err = lkl_disk_close(session->disk);
	lkl_cleanup();
	return halted ? halted : err;
}

int session_open(struct session *session,
		 const struct session_options *options)
{
	int err;

	memset(session, 0, sizeof(*session));
	session->options = options;
	err = open_image(session);
	if (err)
		return err;
	err = boot(session);
	if (!err)
		err = open_tree(session);
	if (err)
		close_disk(session);
	return err;
}

/* What a kernel died of is told once: by the copy, or here. */
static void report_loss(struct session *session, int err)
{
	if (!console_died())
		report_error(err, "%s", session->options->image);
	else if (!report_errors())
		console_report(session->options->image, "");
}

int session_close(struct session *session)
{
	int lost, err;

	reproducible_reset();
	image_tree_release(&session->tree);
	lost = umount_image(session);
	err = close_disk(session);
	if (lost)
		err = lost;
	if (err)
		report_loss(session, err);
	free(session->name);
	return err;
}
