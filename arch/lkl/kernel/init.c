// SPDX-License-Identifier: GPL-2.0
/*
 * The init program: generic code wants to execute one. This makes a file and
 * the binary format that it has, whose execution succeeds and does nothing:
 * pid 1 then returns to its "user space", which is lkl_hosttask_create_loop().
 */
#include <linux/binfmts.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/task_work.h>

static const char magic[] = "LKL init\n";

static int load_init(struct linux_binprm *bprm);

static struct linux_binfmt init_format = {
	.module		= THIS_MODULE,
	.load_binary	= load_init,
};

static int load_init(struct linux_binprm *bprm)
{
	int err;

	if (memcmp(bprm->buf, magic, sizeof(magic) - 1) ||
	    !is_global_init(current))
		return -ENOEXEC;
	err = begin_new_exec(bprm);
	if (err)
		return err;
	setup_new_exec(bprm);
	finalize_exec(bprm);
	set_binfmt(&init_format);
	return 0;
}

static int __init make_init(void)
{
	struct file *file;
	ssize_t len;

	register_binfmt(&init_format);
	file = filp_open("/init", O_CREAT | O_WRONLY, 0500);
	if (IS_ERR(file))
		return PTR_ERR(file);
	len = kernel_write(file, magic, sizeof(magic) - 1, NULL);
	fput(file);
	/* it cannot be executed before the close has happened */
	task_work_run();
	return len < 0 ? len : 0;
}
late_initcall(make_init);
