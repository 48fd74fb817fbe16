// SPDX-License-Identifier: GPL-2.0
/*
 * /proc/cpuinfo: one CPU, of the host's instruction set.
 */
#include <linux/kconfig.h>
#include <linux/seq_file.h>

/* fs/proc/cpuinfo.c wants it and no header declares it. */
extern const struct seq_operations cpuinfo_op;

static const char *isa(void)
{
	if (IS_ENABLED(CONFIG_LKL_ISA_X86_64))
		return "x86-64";
	if (IS_ENABLED(CONFIG_LKL_ISA_AARCH64))
		return "aarch64";
	return "generic";
}

static int cpuinfo_show(struct seq_file *m, void *v)
{
	seq_printf(m, "processor\t: 0\nisa\t\t: %s\n", isa());
	return 0;
}

static void *cpuinfo_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : (void *)1;
}

static void *cpuinfo_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void cpuinfo_stop(struct seq_file *m, void *v)
{
}

const struct seq_operations cpuinfo_op = {
	.start	= cpuinfo_start,
	.next	= cpuinfo_next,
	.stop	= cpuinfo_stop,
	.show	= cpuinfo_show,
};
