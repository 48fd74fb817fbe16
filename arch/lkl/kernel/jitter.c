// SPDX-License-Identifier: GPL-2.0
/*
 * The test of the jitter entropy source runs before its first use, not at boot.
 *
 * The source tests itself in its initcall for 5 ms, as long as all the rest of
 * a boot takes, and is there for the random numbers of IPsec: most programs
 * never ask it for anything. The linker replaces references of its glue code
 * (--wrap), so that no stock file is edited. Calls within the source itself
 * stay what they are with GNU ld; lld replaces them, too, and they are passed
 * on.
 */
#include <linux/fips.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/types.h>

#include "jitter.h"

static bool passed;
static DEFINE_MUTEX(test_lock);
/* The task that has test_lock, while the source makes calls for it. */
static struct task_struct *tester;

static int test_once(unsigned int osr, unsigned int flags, void *hash_state)
{
	int err = 0;

	mutex_lock(&test_lock);
	if (!passed) {
		WRITE_ONCE(tester, current);
		err = __real_jent_entropy_init(osr, flags, hash_state, NULL);
		WRITE_ONCE(tester, NULL);
		passed = !err;
	}
	mutex_unlock(&test_lock);
	return err;
}

/*
 * The initcall's: in FIPS mode it is to panic when the test fails. With a
 * collector it is the source's, whose health failed.
 */
int __wrap_jent_entropy_init(unsigned int osr, unsigned int flags,
			     void *hash_state, struct rand_data *p_ec)
{
	if (p_ec)
		return __real_jent_entropy_init(osr, flags, hash_state, p_ec);
	return fips_enabled ? test_once(osr, flags, hash_state) : 0;
}

/*
 * A new user's. One that gets NULL fails with -ENOMEM, and what generates
 * random numbers goes on without the source, as when its initcall failed.
 */
struct rand_data *__wrap_jent_entropy_collector_alloc(unsigned int osr,
						      unsigned int flags,
						      void *hash_state)
{
	int err = 0;

	if (READ_ONCE(tester) != current)
		err = test_once(osr, flags, hash_state);
	if (err) {
		pr_info("jitterentropy: of no use on this host: %d\n", err);
		return NULL;
	}
	return __real_jent_entropy_collector_alloc(osr, flags, hash_state);
}
