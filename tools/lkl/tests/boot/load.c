// SPDX-License-Identifier: GPL-2.0
/*
 * Kernels that are loaded run beside the first, each on its own.
 */
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

#define NR_KERNELS	3
#define NR_CALLS	20000

static struct lkl *kernels[NR_KERNELS];

static long call(struct lkl *kernel, long no, long a, long b, long c)
{
	long params[6] = { a, b, c };

	return kernel ? lkl_kernel_syscall(kernel, no, params) :
			lkl_syscall(no, params);
}

static long set_name(struct lkl *kernel, const char *name)
{
	return call(kernel, __lkl__NR_sethostname, (long)name,
		    (long)strlen(name), 0);
}

static int has_name(struct lkl *kernel, const char *name)
{
	struct lkl_new_utsname uts;

	return !call(kernel, __lkl__NR_uname, (long)&uts, 0, 0) &&
	       !strcmp(uts.nodename, name);
}

static void *call_often(void *arg)
{
	long i, bad = 0;

	for (i = 0; i < NR_CALLS; i++)
		bad += call(arg, __lkl__NR_getpid, 0, 0, 0) != 1;
	return (void *)bad;
}

static void test_threads(void)
{
	pthread_t threads[NR_KERNELS + 1];
	void *bad = NULL;
	int i;

	for (i = 0; i <= NR_KERNELS; i++)
		pthread_create(&threads[i], NULL, call_often,
			       i ? kernels[i - 1] : NULL);
	for (i = 0; i <= NR_KERNELS; i++) {
		void *ret;

		pthread_join(threads[i], &ret);
		bad = ret ? ret : bad;
	}
	CHECK(!bad, "each is called from a thread");
}

static void test_names(void)
{
	char name[] = "kernel0";
	int i, nr_ok = 0;

	set_name(NULL, "first");
	for (i = 0; i < NR_KERNELS; i++, name[6]++)
		set_name(kernels[i], name);
	name[6] = '0';
	for (i = 0; i < NR_KERNELS; i++, name[6]++)
		nr_ok += has_name(kernels[i], name);
	CHECK_EQ(nr_ok, NR_KERNELS, "each has a name of its own");
	CHECK(has_name(NULL, "first"), "and so has the first");
}

static void check_fifo(void)
{
	char folder[] = P_tmpdir "/lkl-load-XXXXXX", fifo[64];
	int err;

	if (!mkdtemp(folder))
		KTAP_BAIL("no folder");
	snprintf(fifo, sizeof(fifo), "%s/fifo", folder);
	mkfifo(fifo, 0600);
	CHECK(!lkl_load(fifo, &err) && err == -LKL_ENOEXEC,
	      "a fifo is not waited for");
	unlink(fifo);
	rmdir(folder);
}

int main(void)
{
	int i, err, nr_ok = 0;

	KTAP_PLAN(12);
	CHECK(!lkl_load("/dev/null", &err) && err == -LKL_ENOEXEC,
	      "what is no library is refused");
	check_fifo();
	CHECK(!lkl_load("/nonexistent", &err) && err == -LKL_ENOENT,
	      "what is not there too");
	if (!CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "the first starts"))
		KTAP_BAIL("no kernel");
	for (i = 0; i < NR_KERNELS; i++) {
		kernels[i] = lkl_load(NULL, &err);
		if (!kernels[i])
			KTAP_BAIL("cannot load: %s", lkl_strerror(err));
		nr_ok += !lkl_kernel_start(kernels[i], "mem=%dM quiet", 32);
	}
	CHECK_EQ(nr_ok, NR_KERNELS, "others start beside it");
	test_names();
	test_threads();
	CHECK_EQ(lkl_unload(kernels[0]), -LKL_EBUSY, "no unload while running");
	for (i = 0, nr_ok = 0; i < NR_KERNELS; i++)
		nr_ok += !lkl_kernel_halt(kernels[i]) &&
			 !lkl_unload(kernels[i]);
	CHECK_EQ(nr_ok, NR_KERNELS, "they halt and are unloaded");
	CHECK(has_name(NULL, "first"), "the first lives on");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
