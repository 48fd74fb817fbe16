// SPDX-License-Identifier: GPL-2.0
/*
 * Two ports of a VDE switch, without rights.
 */
#include "frames.h"
#include "vde_switch.h"

int main(void)
{
	char dir[64], path[80];
	pid_t pid;
	int a;

	if (!has_switch())
		KTAP_SKIP_ALL("package: vde_switch is missing (vde2)");
	if (!geteuid())
		drop_rights(0);
	boot("mem=64M");
	a = NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = "/absent");
	if (a == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libvdeplug is missing "
			      "(libvdeplug-dev)");
	snprintf(dir, sizeof(dir), "%s/lkl-vde-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/switch", dir);
	pid = start_switch(path);
	a = NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = path);
	KTAP_PLAN(3);
	/* A switch that is not fast enough loses frames. */
	test_ends("vde", pass_singly, a,
		  NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = path));
	stop_switch(pid);
	lkl_sys_halt();
	rmdir(dir);
	return KTAP_END();
}
