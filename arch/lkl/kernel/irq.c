// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts: bits that any host thread sets and the owner of the CPU sees to.
 *
 * An interrupt never stops kernel code in the middle: it is run where
 * interrupts are enabled, when the CPU is about to be let go, or by the thread
 * that raises it if nobody owns the CPU. No lock protects the bits. A setter
 * sets the bit of the interrupt, then that of its word, then attention; the
 * owner clears in the opposite order, so a bit it misses leaves attention set.
 */
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/jiffies.h>
#include <linux/sched.h>

#include <asm/cpu.h>
#include <asm/irq_regs.h>
#include <asm/irqflags.h>
#include <asm/entry.h>

#include "host_thread.h"
#include "irq.h"
#include "start.h"
#include "timer.h"

#define NR_WORDS	DIV_ROUND_UP(NR_IRQS, BITS_PER_LONG)

static unsigned long pending[NR_WORDS];
static unsigned long pending_words;

static void set_pending(unsigned int irq)
{
	unsigned int word = irq / BITS_PER_LONG;

	__atomic_fetch_or(&pending[word], 1UL << (irq % BITS_PER_LONG),
			  __ATOMIC_RELEASE);
	__atomic_fetch_or(&pending_words, 1UL << word, __ATOMIC_RELEASE);
}

static void run_word(unsigned int word)
{
	unsigned long bits;

	bits = __atomic_exchange_n(&pending[word], 0, __ATOMIC_ACQUIRE);
	while (bits) {
		unsigned int bit = __ffs(bits);

		bits &= ~(1UL << bit);
		generic_handle_irq(word * BITS_PER_LONG + bit);
	}
}

/*
 * Only a task that is out counts as interrupted in user mode. One that is in a
 * call may be in an RCU read-side critical section, and RCU takes a tick in
 * user mode for the end of all of them.
 */
static void run_pending(void)
{
	struct pt_regs regs = { .user = current->thread.user };
	struct pt_regs *old_regs = set_irq_regs(&regs);
	unsigned long words;

	irq_enter();
	words = __atomic_exchange_n(&pending_words, 0, __ATOMIC_ACQUIRE);
	while (words) {
		unsigned int word = __ffs(words);

		words &= ~(1UL << word);
		run_word(word);
	}
	irq_exit();
	set_irq_regs(old_regs);
}

/*
 * Who runs another thread's call has its own program to go back to, or waits
 * for what may come while it does so: after an interrupt, which is after a tick
 * at the latest, the call goes on where it belongs. So does a kernel thread
 * after a tick on a thread that only raised an interrupt.
 */
static bool goes_elsewhere(const struct lkl_cpu *cpu)
{
	return cpu->helping ||
	       (cpu->lent_since && time_after(jiffies, cpu->lent_since));
}

/*
 * That does not concern what runs, wherever it is. Nothing else runs before it
 * does.
 */
static void go_elsewhere(struct lkl_cpu *cpu)
{
	cpu->helping = false;
	lkl_context_yield(cpu, &current->thread.ctx);
}

/* Context: CPU owned, on a kernel stack, interrupts enabled. */
void lkl_irq_run(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	do {
		unsigned int attention;

		WRITE_ONCE(cpu->irq_enabled, ARCH_IRQ_DISABLED);
		trace_hardirqs_off();
		attention = __atomic_exchange_n(&cpu->attention, 0,
						__ATOMIC_ACQ_REL);
		if (attention & LKL_ATTN_ENTRY)
			lkl_hosttask_admit();
		if (attention & LKL_ATTN_IRQ)
			run_pending();
		trace_hardirqs_on();
		WRITE_ONCE(cpu->irq_enabled, ARCH_IRQ_ENABLED);
	} while (lkl_cpu_attention(cpu));

	if (unlikely(goes_elsewhere(cpu)))
		go_elsewhere(cpu);
}

/* A loop that waits for something may wait for an interrupt. */
void lkl_cpu_relax(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	barrier();
	if (unlikely(cpu->keeps_time))
		lkl_timer_look();
	if (READ_ONCE(cpu->irq_enabled) && lkl_cpu_attention(cpu))
		lkl_irq_run();
}
EXPORT_SYMBOL(lkl_cpu_relax);

void lkl_irq_post(unsigned int irq)
{
	set_pending(irq);
	__atomic_fetch_or(&lkl_this_cpu()->attention, LKL_ATTN_IRQ,
			  __ATOMIC_RELAXED);
}

void lkl_irq_raise(struct host_thread *self, unsigned int irq,
		   enum lkl_stay what_for)
{
	set_pending(irq);
	if (lkl_cpu_knock(LKL_ATTN_IRQ))
		lkl_cpu_dispatch(self, what_for);
	lkl_cpu_do_work(self);
}

int lkl_trigger_irq(int irq)
{
	struct host_thread self = { };

	if (irq < 0 || irq >= NR_IRQS)
		return -EINVAL;
	if (!lkl_state_is_alive())
		return -EINVAL;
	lkl_irq_raise(&self, irq, LKL_LENDS);
	return 0;
}

/* Nothing has to be told that an interrupt is masked or has been handled. */
static void irq_nop(struct irq_data *data)
{
}

static struct irq_chip lkl_irq_chip = {
	.name		= "lkl",
	.irq_mask	= irq_nop,
	.irq_unmask	= irq_nop,
	.irq_ack	= irq_nop,
};

void __init init_IRQ(void)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS; irq++)
		irq_set_chip_and_handler(irq, &lkl_irq_chip,
					 handle_simple_irq);
}
