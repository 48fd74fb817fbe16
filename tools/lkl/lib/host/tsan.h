/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the thread sanitizer is told of memory that the kernel hands around.
 */
#ifndef _LKL_HOST_TSAN_H
#define _LKL_HOST_TSAN_H

#ifdef __SANITIZE_THREAD__
#define LKL__TSAN	1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LKL__TSAN	1
#endif
#endif
#ifndef LKL__TSAN
#define LKL__TSAN	0
#endif

struct lkl_host_table;

/**
 * lkl__tsan_watch() - have a table tell the sanitizer of what it cannot see
 * @table: the host's
 * @watched: set to a copy whose operations do
 *
 * Context: once, before lkl_bind_host().
 * Return: @watched; or @table if it is too short, which is for lkl_bind_host()
 * to refuse, or if the library is not built for the sanitizer.
 */
const struct lkl_host_table *
lkl__tsan_watch(const struct lkl_host_table *table,
		struct lkl_host_table *watched);

#if LKL__TSAN
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);

/*
 * Between these two, accesses of the calling thread are not looked at: they are
 * to memory that others hand over by means which the sanitizer cannot see.
 */
static inline void lkl__tsan_ignore_begin(void)
{
	AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
	AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
}

static inline void lkl__tsan_ignore_end(void)
{
	AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
	AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
}

/*
 * What owners of the CPU have done until now came first: the kernel has taken a
 * device, or let go of it, of which the sanitizer saw nothing.
 */
void lkl__tsan_after_owners(void);
#else
static inline void lkl__tsan_ignore_begin(void)
{
}

static inline void lkl__tsan_ignore_end(void)
{
}

static inline void lkl__tsan_after_owners(void)
{
}
#endif

#endif
