// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of the host that may block, made by the threads that do the work of
 * devices.
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <asm/entry.h>

#include "host/work.h"
#include "um/um.h"

/**
 * DOC: hands
 *
 * Posted calls are on a list. Whoever makes calls is a source of work, a hand;
 * there are several, since a source never runs twice at a time and calls shall.
 * A hand says that it is busy, takes a call and makes it; then it says that it
 * is not, and looks once more. Who posts a call puts it on the list first and
 * then looks for a hand that is not busy. So one of them sees the other; and a
 * call that finds all hands busy is taken by the first that has made its own.
 */
#define NR_HANDS	8

struct hand {
	struct lkl__work work;
	int busy;
	int ready;
};

static struct hand hands[NR_HANDS];
static struct lkl_um_call *posted, *made;
static int made_irq;

/* The call that this thread is in. */
static __thread struct lkl_um_call *in_call;

/* The kernel's own, for who owns the CPU. */
int _printk(const char *fmt, ...);

static void put(struct lkl_um_call **list, struct lkl_um_call *first,
		struct lkl_um_call *last)
{
	struct lkl_um_call *head = __atomic_load_n(list, __ATOMIC_RELAXED);

	do {
		last->next = head;
	} while (!__atomic_compare_exchange_n(list, &head, first, 1,
					      __ATOMIC_SEQ_CST,
					      __ATOMIC_RELAXED));
}

/* The oldest is the last of the list; all others go back. */
static struct lkl_um_call *take(void)
{
	struct lkl_um_call *first, *prev = NULL, *last;

	first = __atomic_exchange_n(&posted, NULL, __ATOMIC_SEQ_CST);
	if (!first)
		return NULL;
	for (last = first; last->next; last = last->next)
		prev = last;
	if (prev)
		put(&posted, first, prev);
	return last;
}

static int has_posted(void)
{
	return __atomic_load_n(&posted, __ATOMIC_SEQ_CST) != NULL;
}

static void set_busy(struct hand *hand, int busy)
{
	__atomic_store_n(&hand->busy, busy, __ATOMIC_SEQ_CST);
}

static void kick_hand(void)
{
	struct hand *hand;

	for (hand = hands; hand < hands + NR_HANDS - 1; hand++)
		if (!__atomic_load_n(&hand->busy, __ATOMIC_SEQ_CST))
			break;
	lkl__work_kick(&hand->work);
}

/*
 * From the list of those made on, the call is the kernel's again. A signal
 * handler that interrupts one may get here, too.
 */
static void make(struct lkl_um_call *call)
{
	struct lkl_um_call *outer = in_call;
	const long *a = call->args;
	int saved_errno = errno;

	in_call = call;
	call->ret = call->fn(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
			     a[8], a[9]);
	in_call = outer;
	errno = saved_errno;
	put(&made, call, call);
	lkl_trigger_irq(__atomic_load_n(&made_irq, __ATOMIC_RELAXED));
}

/* One call: others of the work may have waited longer. */
static int hand_run(struct lkl__work *work)
{
	struct hand *hand = (struct hand *)work;
	struct lkl_um_call *call;

	set_busy(hand, 1);
	call = take();
	if (call && has_posted()) {
		kick_hand();
		lkl__work_defer();
	}
	if (call)
		make(call);
	set_busy(hand, 0);
	return has_posted();
}

static void get_ready(void)
{
	struct hand *hand;

	for (hand = hands; hand < hands + NR_HANDS && !hand->ready; hand++) {
		lkl__work_add(&hand->work, hand_run);
		hand->ready = 1;
	}
}

void lkl_um_call_post(struct lkl_um_call *call, int irq)
{
	get_ready();
	__atomic_store_n(&made_irq, irq, __ATOMIC_RELAXED);
	put(&posted, call, call);
	kick_hand();
}

struct lkl_um_call *lkl_um_calls_made(void)
{
	return __atomic_exchange_n(&made, NULL, __ATOMIC_ACQUIRE);
}

int lkl_um_printk(const char *fmt, ...)
{
	char text[sizeof(in_call->said)];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(in_call ? in_call->said : text, sizeof(text), fmt, ap);
	va_end(ap);
	if (!in_call && !lkl_um_is_helper())
		_printk("%s", text);
	return n;
}
