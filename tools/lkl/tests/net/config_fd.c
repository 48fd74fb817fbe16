// SPDX-License-Identifier: GPL-2.0
/*
 * An interface that is a descriptor says which: what is no number is refused,
 * and not taken for standard input. To start twice changes nothing.
 */
#include "net.h"

static const char *const wrong[] = {
	"", "x", "0x", "1 ", "-1", "4294967296", "2147483648", "999",
};
#define NR_WRONG (sizeof(wrong) / sizeof(*wrong))

int main(void)
{
	struct lkl_config *config = lkl_config_new();
	unsigned int i;
	int fds[2], id, err;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) ||
	    dup2(fds[0], STDIN_FILENO))
		KTAP_BAIL("no socket as standard input");
	KTAP_PLAN(1 + (int)NR_WRONG + 4);
	lkl_config_set(config, "boot_cmdline", "quiet");
	lkl_config_set(config, "interfaces.0.type", "fd");
	CHECK_EQ(lkl_config_start(config), -LKL_EBADF, "no descriptor");
	for (i = 0; i < NR_WRONG; i++) {
		err = lkl_config_set(config, "interfaces.0.param", wrong[i]);
		if (!err)
			err = lkl_config_start(config);
		CHECK(err == (*wrong[i] ? -LKL_EBADF : -LKL_EINVAL),
		      "\"%s\" is no descriptor", wrong[i]);
	}
	lkl_config_set(config, "interfaces.0.param", "0");
	CHECK_EQ(lkl_config_start(config), 0, "0 is one");
	id = lkl_config_netdev(config, 0);
	CHECK_EQ(lkl_config_start(config), -LKL_EBUSY, "to start it again");
	CHECK(lkl_config_netdev(config, 0) == id &&
	      lkl_netdev_get_ifindex(id) > 0, "leaves its interface");
	CHECK_EQ(lkl_config_stop(config), 0, "stop");
	lkl_config_free(config);
	return KTAP_END();
}
