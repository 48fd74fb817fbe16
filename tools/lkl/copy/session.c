// SPDX-License-Identifier: GPL-2.0
/*
 * An image in use: from its opening to stable storage.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <lkl.h>

#include "copy/console.h"
#include "copy/report.h"
#include "copy/reproducible.h"
#include "copy/session_error.h"
#include "copy/session_parts.h"

/* Room for one open directory a level, and what else is open. */
#define FD_LIMIT	4096

/* An image that cannot be written at its end must not be written at all. */
static int check_size(const struct session_options *options)
{
	struct stat st;

	if (!options->write || stat(options->image, &st) ||
	    !S_ISREG(st.st_mode))
		return 0;
	return (uint64_t)st.st_size > session_file_limit() ? -EFBIG : 0;
}

static int open_image(struct session *session)
{
	struct lkl_disk_options disk = {
		.size = sizeof(disk),
		.path = session->options->image,
		.flags = session->options->write ? 0 : LKL_DISK_READONLY,
		.full = reserve_give,
		.handle = &session->reserve,
	};
	int id = check_size(session->options);

	if (!id)
		id = lkl_disk_open(&disk);
	if (id < 0)
		session_open_error(id, session->options->image);
	session->disk = id;
	return id < 0 ? id : 0;
}

static int boot(struct session *session)
{
	uint64_t mem = session_choose_memory(session->options);
	int err;

	session->mem_bytes = mem;
	console_init(session->options->printk);
	err = session_check_memory(mem);
	if (!err && session->options->reproducible)
		err = reproducible_init(session->options->epoch,
					session->disk);
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
	err = session_save_memory();
	if (!err && session->options->reproducible)
		err = reproducible_start();
	if (err)
		report_error(err, "kernel");
	return err;
}

/* Of what is about to be written. */
static int reserve(struct session *session)
{
	const struct session_options *options = session->options;
	int err = 0;

	if (options->write)
		err = reserve_begin(&session->reserve, options->image,
				    session->mem_bytes, options->reproducible);
	if (err)
		report_text("no space for it on the host, nothing was changed",
			    "%s", options->image);
	return err;
}

static int close_disk(struct session *session)
{
	int halted, err;

	halted = (int)lkl_sys_halt();
	err = lkl_disk_close(session->disk);
	reserve_end(&session->reserve);
	lkl_cleanup();
	return halted ? halted : err;
}

int session_open(struct session *session,
		 const struct session_options *options)
{
	int err;

	memset(session, 0, sizeof(*session));
	session->options = options;
	reserve_init(&session->reserve);
	err = open_image(session);
	if (err)
		return err;
	err = boot(session);
	if (!err)
		err = reserve(session);
	if (!err)
		err = session_mount(session);
	if (err)
		close_disk(session);
	else
		session_log_begin();
	return err;
}

int session_close(struct session *session)
{
	int lost, err;

	reproducible_reset();
	lost = session_umount(session);
	if (!lost && !console_died())
		session_log_report(session->options->image);
	err = close_disk(session);
	if (lost)
		err = lost;
	/* What a kernel died of, or did not store, is told once. */
	if (err && !session->is_told && !(console_died() && report_errors()))
		session_close_error(err, session->options->image);
	return err;
}
