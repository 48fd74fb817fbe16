// SPDX-License-Identifier: GPL-2.0
/*
 * System calls are no cancellation points, though a thread that waits for an
 * answer may poll the interface and read from it: one that is cancelled comes
 * to the end of its calls, and the interface works on.
 */
#include "conversation.h"

#define SOME	200

static int nr_answered;

/* Cancelled from the start: the next cancellation point is the last. */
static void *talk_cancelled(void *arg)
{
	pthread_cancel(pthread_self());
	nr_answered = talk((long)arg, SOME);
	pthread_testcancel();
	return NULL;
}

static void cancel(long fd, long other_fd, int id)
{
	pthread_t thread;
	void *ret;

	(void)id;
	pthread_create(&thread, NULL, talk_cancelled, (void *)fd);
	pthread_join(thread, &ret);
	CHECK_EQ(nr_answered, SOME, "a thread that is cancelled talks on");
	CHECK(ret == PTHREAD_CANCELED, "and ends after that");
	CHECK_EQ(talk(other_fd, SOME), SOME, "another one talks");
}

int main(void)
{
	KTAP_PLAN(4);
	boot("mem=64M");
	session(cancel);
	lkl_sys_halt();
	return KTAP_END();
}
