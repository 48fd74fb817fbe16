/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The host that the kernel runs on: what a program may replace of it.
 */
#ifndef _LKL_HOST_H
#define _LKL_HOST_H

#ifdef __cplusplus
extern "C" {
#endif

/** typedef lkl_thread_t - a host thread */
typedef unsigned long lkl_thread_t;

struct lkl_sem;
struct lkl_mutex;
struct lkl_tls_key;
struct lkl_host_table;

/**
 * struct lkl_host_operations - host operations by name
 *
 * lkl_host_ops is filled for POSIX hosts. A program may call its members,
 * change @print and @panic at any time, or give lkl_init() a table of its own.
 * Of such a table sem_*, @mem_alloc, @mem_free and @time must be there.
 * Without thread_* the kernel starts no host thread, and the program drives it
 * with lkl_run(). With thread_*, timer_* must be there too. With memory
 * operations of its own the kernel cannot map pages twice, as an MMU=y
 * kernel wants to; lkl_init() then names vm_reserve as missing.
 */
struct lkl_host_operations {
	/** @print: print @len bytes of console output; NULL: drop it */
	void (*print)(const char *str, int len);
	/**
	 * @panic: the kernel has died, all is printed. May end the process;
	 * if it returns, or is NULL, calls fail from then on.
	 */
	void (*panic)(void);

	/** @sem_alloc: a semaphore that starts with @count, or NULL */
	struct lkl_sem *(*sem_alloc)(int count);
	/** @sem_free: free a semaphore that nobody waits for */
	void (*sem_free)(struct lkl_sem *sem);
	/** @sem_up: count up */
	void (*sem_up)(struct lkl_sem *sem);
	/** @sem_down: wait for the count to be positive and count down */
	void (*sem_down)(struct lkl_sem *sem);

	/** @mutex_alloc: a mutex, or NULL */
	struct lkl_mutex *(*mutex_alloc)(int recursive);
	/** @mutex_free: free an unlocked mutex */
	void (*mutex_free)(struct lkl_mutex *mutex);
	/** @mutex_lock: lock it */
	void (*mutex_lock)(struct lkl_mutex *mutex);
	/** @mutex_unlock: unlock it */
	void (*mutex_unlock)(struct lkl_mutex *mutex);

	/** @thread_create: start a thread that runs @fn(@arg); 0 on failure */
	lkl_thread_t (*thread_create)(void (*fn)(void *arg), void *arg);
	/** @thread_detach: nobody will join the calling thread */
	void (*thread_detach)(void);
	/** @thread_exit: end the calling thread */
	void (*thread_exit)(void);
	/** @thread_join: wait for a thread to end; 0 or -1 */
	int (*thread_join)(lkl_thread_t thread);
	/** @thread_self: the calling thread */
	lkl_thread_t (*thread_self)(void);
	/** @thread_equal: nonzero if they are the same thread */
	int (*thread_equal)(lkl_thread_t a, lkl_thread_t b);

	/** @tls_alloc: a thread-local pointer, or NULL */
	struct lkl_tls_key *(*tls_alloc)(void (*destructor)(void *data));
	/** @tls_free: free it; destructors are not called */
	void (*tls_free)(struct lkl_tls_key *key);
	/** @tls_set: set the calling thread's; 0 or -1 */
	int (*tls_set)(struct lkl_tls_key *key, void *data);
	/** @tls_get: get the calling thread's, NULL if never set */
	void *(*tls_get)(struct lkl_tls_key *key);

	/** @mem_alloc: allocate @bytes, or NULL */
	void *(*mem_alloc)(unsigned long bytes);
	/** @mem_free: free what mem_alloc() gave */
	void (*mem_free)(void *mem);
	/** @page_alloc: allocate @bytes, page aligned, or NULL */
	void *(*page_alloc)(unsigned long bytes);
	/** @page_free: free what page_alloc() gave */
	void (*page_free)(void *addr, unsigned long bytes);

	/** @time: monotonic time in nanoseconds */
	unsigned long long (*time)(void);

	/**
	 * @timer_alloc: a timer that calls @fn(@arg) on a thread of the host,
	 * or NULL
	 */
	void *(*timer_alloc)(void (*fn)(void *arg), void *arg);
	/** @timer_set_oneshot: call once, in @delta_ns; 0 or -1 */
	int (*timer_set_oneshot)(void *timer, unsigned long delta_ns);
	/** @timer_free: free a timer; the function does not run any more */
	void (*timer_free)(void *timer);

	/** @gettid: the number by which the host knows the calling thread */
	long (*gettid)(void);
	/** @memcpy: copy */
	void *(*memcpy)(void *dest, const void *src, unsigned long bytes);
};

/* The POSIX host. Its print writes to standard error; its panic returns. */
extern struct lkl_host_operations lkl_host_ops;

/**
 * lkl_init_table() - like lkl_init(), with the kernel's own numbered table
 * @table: see struct lkl_host_table in <lkl/asm/host_ops.h>; copied. If it has
 *	no thread_create() the library starts no threads either.
 *
 * Return: 0, -EINVAL if a member is missing (see lkl_init_missing()), -EBUSY if
 * the library is initialized already.
 */
int lkl_init_table(const struct lkl_host_table *table);

/**
 * lkl_posix_table() - the numbered table of the POSIX host
 *
 * To be copied and changed for lkl_init_table().
 * Return: a table that stays valid.
 */
const struct lkl_host_table *lkl_posix_table(void);

#ifdef __cplusplus
}
#endif

#endif
