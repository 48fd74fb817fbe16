/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What crypto/jitterentropy-kcapi.c's calls of crypto/jitterentropy.c are
 * replaced by, and the functions themselves.
 */
#ifndef _LKL_KERNEL_JITTER_H
#define _LKL_KERNEL_JITTER_H

struct rand_data;

int __real_jent_entropy_init(unsigned int osr, unsigned int flags,
			     void *hash_state, struct rand_data *p_ec);
struct rand_data *__real_jent_entropy_collector_alloc(unsigned int osr,
						      unsigned int flags,
						      void *hash_state);

int __wrap_jent_entropy_init(unsigned int osr, unsigned int flags,
			     void *hash_state, struct rand_data *p_ec);
struct rand_data *__wrap_jent_entropy_collector_alloc(unsigned int osr,
						      unsigned int flags,
						      void *hash_state);

#endif
