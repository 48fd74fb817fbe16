// SPDX-License-Identifier: GPL-2.0
/*
 * Two kernels at a VDE switch, which then goes away.
 */
#include "vde_switch.h"

static char dir[80];

/*
 * Send until it is found that there is no switch. Return: what is found, which
 * depends on whether it was looked for before.
 */
static int send_on(int id)
{
	struct sockaddr_in in = in4("10.9.0.3", 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	int i;

	for (i = 0; i < 500 && lkl_netdev_carrier(id) > 0; i++) {
		lkl_sys_sendto(fd, "x", 1, 0, (void *)&in, sizeof(in));
		usleep(10000);
	}
	lkl_sys_close(fd);
	return lkl_netdev_carrier(id);
}

static int other_setup(struct lkl *k)
{
	struct lkl_netdev *nd = SYMBOL(k, lkl_netdev_vde_create)(dir);
	int id = nd ? SYMBOL(k, lkl_netdev_add)(nd, NULL) : -1;
	int ifindex = SYMBOL(k, lkl_netdev_get_ifindex)(id);

	return SYMBOL(k, lkl_if_set_ipv4)(ifindex, inet_addr("10.9.0.3"),
					  24) ||
	       SYMBOL(k, lkl_if_up)(ifindex);
}

/* The type of a configuration, which looks for a switch. */
static int start_absent(void)
{
	struct lkl_config *config = lkl_config_new();
	int err;

	lkl_config_set(config, "interfaces.0.type", "vde");
	lkl_config_set(config, "interfaces.0.param", "/absent");
	err = lkl_config_start(config);
	lkl_config_free(config);
	return err;
}

int main(void)
{
	struct stack other = { 0 };
	pid_t pid;
	int id, err;

	if (!has_switch())
		KTAP_SKIP_ALL("package: vde_switch is missing (vde2)");
	snprintf(dir, sizeof(dir), "%s/lkl-vde-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	pid = start_switch(dir);
	err = start_absent();
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = dir);
	if (id == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libvdeplug is missing "
			      "(libvdeplug-dev)");
	KTAP_PLAN(7);
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "a port is an interface");
	other.kernel = start_other();
	if (other_setup(other.kernel))
		KTAP_BAIL("the other kernel's interface");
	CHECK(udp(&on_lkl, &other, "10.9.0.3", 4000) &&
	      udp(&other, &on_lkl, "10.9.0.2", 4000), "UDP");
	CHECK(tcp(&on_lkl, &other, "10.9.0.3", 1 << 20) &&
	      tcp(&other, &on_lkl, "10.9.0.2", 1 << 20), "TCP");
	CHECK_EQ(err, -LKL_ENOENT, "a configuration without a switch");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_VDE, .name = "/absent"),
		 -LKL_ENOENT, "a switch that is not there");
	stop_switch(pid);
	err = send_on(id);
	CHECK(err == -LKL_ECONNREFUSED || err == -LKL_ENOTCONN,
	      "it ends, and so does the carrier");
	lkl_kernel_halt(other.kernel);
	lkl_unload(other.kernel);
	CHECK_EQ(lkl_netdev_close(id), 0, "close, without a switch");
	lkl_sys_halt();
	rmdir(dir);
	return KTAP_END();
}
