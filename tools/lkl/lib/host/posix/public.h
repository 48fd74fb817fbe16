/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Members of lkl_host_ops that are more than an operation of the kernel's
 * table under another type; see struct lkl_host_operations for what each does.
 */
#ifndef _LKL_HOST_PUBLIC_H
#define _LKL_HOST_PUBLIC_H

#include <lkl_host.h>

void lkl__posix_print(const char *str, int len);
void lkl__posix_panic(void);

struct lkl_sem *lkl__posix_count_alloc(int count);
void lkl__posix_count_free(struct lkl_sem *sem);
void lkl__posix_count_up(struct lkl_sem *sem);
void lkl__posix_count_down(struct lkl_sem *sem);

struct lkl_mutex *lkl__posix_mutex_alloc(int recursive);
void lkl__posix_mutex_free(struct lkl_mutex *mutex);
void lkl__posix_mutex_lock(struct lkl_mutex *mutex);
void lkl__posix_mutex_unlock(struct lkl_mutex *mutex);

lkl_thread_t lkl__posix_thread_start(void (*fn)(void *arg), void *arg);
void lkl__posix_thread_detach(void);
void lkl__posix_thread_exit(void);
int lkl__posix_thread_wait(lkl_thread_t thread);
lkl_thread_t lkl__posix_thread_self(void);
int lkl__posix_thread_equal(lkl_thread_t a, lkl_thread_t b);
long lkl__posix_gettid(void);

struct lkl_tls_key *lkl__posix_tls_alloc(void (*destructor)(void *data));
void lkl__posix_tls_free(struct lkl_tls_key *key);
int lkl__posix_tls_set(struct lkl_tls_key *key, void *data);
void *lkl__posix_tls_get(struct lkl_tls_key *key);

void *lkl__posix_page_alloc(unsigned long bytes);
void lkl__posix_page_free(void *addr, unsigned long bytes);

void *lkl__posix_timer_alloc(void (*fn)(void *arg), void *arg);
int lkl__posix_timer_set_oneshot(void *timer, unsigned long delta_ns);
void lkl__posix_timer_free(void *timer);

/* What lkl_host_ops holds before the program changes it. */
extern const struct lkl_host_operations lkl__posix_ops;

#endif
