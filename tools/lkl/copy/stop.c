// SPDX-License-Identifier: GPL-2.0
/*
 * Stopping in good order.
 */
#include <signal.h>
#include <string.h>

#include "copy/report.h"
#include "copy/stop.h"

#define NR_CAUGHT	3

static const int caught[NR_CAUGHT] = { SIGINT, SIGTERM, SIGHUP };

/* Written by the handler and by stop_now(), read by all. */
static int wanted, came;

static void handle(int sig)
{
	__atomic_store_n(&came, sig, __ATOMIC_RELAXED);
	__atomic_store_n(&wanted, 1, __ATOMIC_RELEASE);
}

/*
 * Calls that sleep go on: what is under way ends well, and what follows asks
 * stop_wanted(). A signal that is ignored, as nohup(1) has it, stays so. What
 * comes with an error of a call is left to that.
 */
void stop_init(void)
{
	struct sigaction action, before;
	unsigned int i;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handle;
	action.sa_flags = SA_RESTART;
	for (i = 0; i < NR_CAUGHT; i++) {
		if (!sigaction(caught[i], NULL, &before) &&
		    before.sa_handler == SIG_IGN)
			continue;
		sigaction(caught[i], &action, NULL);
	}
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
}

void stop_now(void)
{
	__atomic_store_n(&wanted, 1, __ATOMIC_RELEASE);
}

int stop_wanted(void)
{
	return __atomic_load_n(&wanted, __ATOMIC_ACQUIRE);
}

void stop_report(void)
{
	int sig = __atomic_load_n(&came, __ATOMIC_RELAXED);

	if (sig)
		report_text("stopped, not everything was copied", "%s",
			    strsignal(sig));
}
