// SPDX-License-Identifier: GPL-2.0
/*
 * The one host thread that the kernel has of its own: it waits for timers, and
 * runs the kernel threads that a program's thread would have to stay for.
 */
#include <linux/errno.h>
#include <linux/time64.h>

#include <asm/host.h>
#include <asm/irq.h>

#include "host_thread.h"
#include "irq.h"
#include "service.h"
#include "timer.h"

static struct host_thread service;
static unsigned long service_handle;

/* Until when the service thread sleeps; it writes, setters of timers read. */
static u64 sleeps_until;

/* Somebody waits for the CPU while it is handed over. */
static int watching;

struct host_thread *lkl_service_thread(void)
{
	return service_handle ? &service : NULL;
}

/*
 * Either the sleeper sees the new deadline or its setter sees that it sleeps
 * too long: both store, pass a full barrier, and load.
 */
void lkl_service_timer(u64 deadline_ns)
{
	if (!service_handle)
		return;
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (deadline_ns < __atomic_load_n(&sleeps_until, __ATOMIC_RELAXED))
		lkl_host_thread_post(&service, HT_POKE);
}

static unsigned int service_sleep(void)
{
	u64 deadline_ns = lkl_timer_deadline();
	bool interrupted;
	unsigned int bits;

	__atomic_store_n(&sleeps_until, deadline_ns, __ATOMIC_RELAXED);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (lkl_timer_deadline() < deadline_ns)
		return 0;
	bits = lkl_host_thread_sleep(&service, deadline_ns, &interrupted);
	__atomic_store_n(&sleeps_until, 0, __ATOMIC_RELAXED);
	return bits;
}

void lkl_service_watch(void)
{
	if (service_handle &&
	    !__atomic_exchange_n(&watching, 1, __ATOMIC_RELAXED))
		lkl_host_thread_post(&service, HT_POKE);
}

/*
 * A thread that is woken takes the CPU within microseconds, or is in a signal
 * handler, or has no processor to run on; let it have a millisecond.
 */
static void watch(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();
	struct host_thread *handed = READ_ONCE(cpu->handed);
	unsigned int bits = 0;
	bool interrupted;

	if (handed)
		bits = lkl_host_thread_sleep(&service,
					     host_time_ns() + NSEC_PER_MSEC,
					     &interrupted);
	__atomic_store_n(&watching, 0, __ATOMIC_RELAXED);
	if (handed && handed == READ_ONCE(cpu->handed) &&
	    lkl_host_thread_revoke(handed))
		bits |= HT_CPU;
	if (bits)
		lkl_host_thread_post(&service, bits);
}

static void service_main(void *arg)
{
	for (;;) {
		unsigned int bits = service_sleep();

		if (bits & HT_STOP)
			return;
		if (bits & HT_CPU) {
			lkl_cpu_dispatch(&service, LKL_SERVES);
			lkl_cpu_do_work(&service);
		}
		if (watching)
			watch();
		if (lkl_timer_due())
			lkl_irq_raise(&service, LKL_TIMER_IRQ, LKL_SERVES);
	}
}

int lkl_service_start(void)
{
	int err;

	if (!host_has_threads())
		return 0;
	err = lkl_host_thread_init(&service);
	if (err)
		return err;
	service_handle = host_thread_create(service_main, NULL);
	if (!service_handle) {
		lkl_host_thread_exit(&service);
		return -ENOMEM;
	}
	return 0;
}

void lkl_service_stop(void)
{
	if (!service_handle)
		return;
	lkl_host_thread_post(&service, HT_STOP);
	host_thread_join(service_handle);
	service_handle = 0;
	lkl_host_thread_exit(&service);
}
