// SPDX-License-Identifier: GPL-2.0
/*
 * passt, without rights as the program is: the host's network, and a port of
 * the host that leads inside; when passt ends, so does the carrier.
 */
#include "net.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char dir[64], path[80];

/* In a namespace with one address, of which passt gives us a copy. */
static pid_t start_passt(void)
{
	pid_t pid;
	int i;

	if (system("command -v passt >/dev/null"))
		KTAP_SKIP_ALL("package: passt is missing (passt)");
	snprintf(dir, sizeof(dir), "%s/lkl-passt-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		KTAP_BAIL("mkdtemp");
	snprintf(path, sizeof(path), "%s/socket", dir);
	pid = fork();
	if (!pid) {
		dup2(open("/dev/null", O_RDWR), 2);
		execlp("passt", "passt", "-f", "-q", "-s", path, "-t",
		       "10.8.0.1/8088:80", "--gateway", "10.8.0.254",
		       "--address", "10.8.0.1", "--netmask", "24",
		       "--interface", "v0", NULL);
		_exit(127);
	}
	for (i = 0; access(path, F_OK) && i < 500; i++)
		usleep(10000);
	if (access(path, F_OK))
		KTAP_BAIL("passt does not start");
	return pid;
}

static int inward(void)
{
	return tcp_by(&on_host, &on_lkl, in4("0.0.0.0", 80),
		      in4("10.8.0.1", 8088), 1 << 20);
}

/* The gateway stands for the host itself. */
static int outward(void)
{
	return tcp_by(&on_lkl, &on_host, in4("0.0.0.0", 5001),
		      in4("10.8.0.254", 5001), 1 << 20);
}

int main(void)
{
	pid_t pid;
	int id, i, is_user = own_namespace();

	host("ip link add v0 type veth peer name v1");
	host("ip addr add 10.8.0.1/24 dev v0; ip link set v0 up");
	host("ip link set v1 up; ip route add default via 10.8.0.254");
	drop_rights(is_user);
	pid = start_passt();
	KTAP_PLAN(5);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_PASST, .name = path);
	CHECK(if_setup(id, "10.8.0.1", 24) > 0, "an interface");
	lkl_set_ipv4_gateway(inet_addr("10.8.0.254"));
	CHECK(outward(), "TCP to the host");
	CHECK(inward(), "TCP from the host");
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	for (i = 0; lkl_netdev_carrier(id) > 0 && i < 500; i++)
		usleep(10000);
	CHECK(lkl_netdev_carrier(id) < 0, "it ends, and so does the carrier");
	CHECK_EQ(lkl_netdev_close(id), 0, "close");
	lkl_sys_halt();
	unlink(path);
	rmdir(dir);
	return KTAP_END();
}
