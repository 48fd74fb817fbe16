// SPDX-License-Identifier: GPL-2.0
/*
 * Features: tasks come and go with threads of the program, and take no
 * signals.
 */
#include "features.h"

static int handled;

static void handler(int sig)
{
	handled = sig;
}

static void check_tasks(void)
{
	ROW("clone()", -LKL_ENOSYS,
	    lkl_sys_clone(LKL_SIGCHLD, 0, NULL, NULL, 0));
	ROW("clone3()", -LKL_ENOSYS, lkl_sys_clone3((void *)page, 64));
	ROW("execve()", -LKL_ENOSYS, lkl_sys_execve("/init", NULL, NULL));
	ROW("execveat()", -LKL_ENOSYS,
	    lkl_sys_execveat(LKL_AT_FDCWD, "/init", NULL, NULL, 0));
	ROW("exit()", -LKL_ENOSYS, lkl_sys_exit(0));
	ROW("exit_group()", -LKL_ENOSYS, lkl_sys_exit_group(0));
	ROW("wait4()", -LKL_ECHILD, lkl_sys_wait4(-1, NULL, 0, NULL));
	ROW("unshare(), CLONE_NEWNS", 0, lkl_sys_unshare(LKL_CLONE_NEWNS));
	ROW("unshare(), other namespaces", -LKL_EINVAL,
	    lkl_sys_unshare(LKL_CLONE_NEWNET));
}

static void check_not_configured(void)
{
	ROW("init_module()", -LKL_ENOSYS, lkl_sys_init_module(page, 8, ""));
	ROW("bpf()", -LKL_ENOSYS, lkl_sys_bpf(0, (void *)page, 64));
	ROW("perf_event_open()", -LKL_ENOSYS,
	    lkl_sys_perf_event_open((void *)page, 0, -1, -1, 0));
	ROW("seccomp()", -LKL_ENOSYS, lkl_sys_seccomp(0, 0, NULL));
	ROW("landlock_create_ruleset()", -LKL_ENOSYS,
	    lkl_sys_landlock_create_ruleset(NULL, 0, 1));
	ROW("swapon()", -LKL_ENOSYS, lkl_sys_swapon("/swap", 0));
}

static void check_signals(void)
{
	struct lkl_sigaction action = { .lkl_sa_handler = handler };
	struct __lkl__kernel_timespec second = { .tv_sec = 1 };
	lkl_sigset_t usr2 = { { 1UL << (LKL_SIGUSR2 - 1) } };
	long fd, tid = lkl_sys_gettid();
	int p[2] = { -1, -1 };

	lkl_sys_rt_sigaction(LKL_SIGUSR1, &action, NULL, 8);
	lkl_sys_kill(1, LKL_SIGUSR1);
	ROW("a handler of rt_sigaction()", 0, handled);
	ROW("kill(), SIGKILL", 0,
	    lkl_sys_kill(1, LKL_SIGKILL) || lkl_sys_getpid() != 1);
	lkl_sys_rt_sigprocmask(LKL_SIG_BLOCK, &usr2, NULL, 8);
	lkl_sys_tgkill(1, tid, LKL_SIGUSR2);
	ROW("rt_sigtimedwait()", LKL_SIGUSR2,
	    lkl_sys_rt_sigtimedwait(&usr2, NULL, &second, 8));
	fd = lkl_sys_signalfd4(-1, &usr2, 8, 0);
	lkl_sys_tgkill(1, tid, LKL_SIGUSR2);
	ROW("read() of a signalfd", 128, lkl_sys_read(fd, page, 128));
	lkl_sys_pipe(p);
	lkl_sys_close(p[0]);
	ROW("write() to a broken pipe", -LKL_EPIPE,
	    lkl_sys_write(p[1], page, 1));
}

/* The last: the kernel stops. */
static void check_reboot(void)
{
	ROW("reboot()", -LKL_ENODEV,
	    lkl_sys_reboot((int)LKL_LINUX_REBOOT_MAGIC1,
			   LKL_LINUX_REBOOT_MAGIC2,
			   LKL_LINUX_REBOOT_CMD_HALT, NULL));
	CHECK_EQ(lkl_sys_halt(), 0, "and what it had is freed");
}

int main(void)
{
	features_boot(22);
	check_tasks();
	check_not_configured();
	check_signals();
	check_reboot();
	return KTAP_END();
}
