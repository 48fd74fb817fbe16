/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the kernel's side of this folder meets the library's, which is in
 * tools/lkl/lib/um. Both include it.
 */
#ifndef _UM_HOST_LKL_UM_HOST_H
#define _UM_HOST_LKL_UM_HOST_H

/**
 * lkl_um_poll_run() - wait for events, for as long as there is a kernel
 * @irq: what to raise, as an integer, when a watched descriptor is ready
 *
 * After raising it, waits for lkl_um_poll_seen(), so that one event is not
 * told twice. Context: a host thread of its own. Returns after
 * lkl_um_poll_stop().
 */
void lkl_um_poll_run(void *irq);

/**
 * lkl_um_poll_start() - make what lkl_um_poll_run() waits with
 *
 * Context: no block. Return: 0 or -errno.
 */
int lkl_um_poll_start(void);

/** lkl_um_poll_seen() - all events there were have been taken: no block */
void lkl_um_poll_seen(void);

/** lkl_um_poll_stop() - have lkl_um_poll_run() return: no block */
void lkl_um_poll_stop(void);

/** lkl_um_poll_free() - after lkl_um_poll_run() has returned */
void lkl_um_poll_free(void);

/**
 * lkl_um_mem_fd() - the file that the kernel's memory is, from its start on
 *
 * Context: no block. Return: a descriptor, which stays the host's; -ENODEV if
 * the program has brought memory of its own.
 */
int lkl_um_mem_fd(void);

/**
 * lkl_um_transport_try() - whether something can be connected to
 * @transport: tap, raw, hybrid or fd; all others are believed
 * @ifname: the interface of the host, or NULL
 * @fd: the number of a descriptor as text, or NULL
 *
 * A tap that is not there is made, and goes away again. Context: no block.
 * Return: 0 or -errno.
 */
int lkl_um_transport_try(const char *transport, const char *ifname,
			 const char *fd);

/** struct uml_param - one of UML's, which <init.h> has the macros for */
struct uml_param;

/**
 * lkl_um_host_params() - the parameters that host halves take
 * @nr: where their number goes
 *
 * Return: a table that stays.
 */
const struct uml_param *lkl_um_host_params(unsigned int *nr);

/** lkl_um_host_initcalls() - make the initcalls of host halves, at boot */
void lkl_um_host_initcalls(void);

/** lkl_um_host_exitcalls() - make their exitcalls, at halt, last one first */
void lkl_um_host_exitcalls(void);

/** define UM_CALL_ARGS - as many arguments as a function of the host takes */
#define UM_CALL_ARGS	10

/**
 * typedef lkl_um_call_fn - a function of the host, to be called elsewhere
 *
 * Its arguments are integers and pointers, and so is what it returns: these are
 * passed in the same way, and it does not see the ones it does not have. It
 * does not call the kernel, but may print.
 */
typedef long (*lkl_um_call_fn)(long, long, long, long, long, long, long, long,
			       long, long);

/**
 * struct lkl_um_call - a call of the host on a thread without the CPU
 * @fn: what is called, by the kernel's wish
 * @args: UM_CALL_ARGS arguments, which stay where they are until it is made
 * @ret: what it has returned
 * @said: what it has printed
 * @next: of a list; whose it is changes with lkl_um_calls_made()
 */
struct lkl_um_call {
	lkl_um_call_fn fn;
	const long *args;
	long ret;
	char said[160];
	struct lkl_um_call *next;
};

/**
 * lkl_um_call_post() - have the host make a call
 * @call: the call, the library's until lkl_um_calls_made() returns it
 * @irq: what to raise then
 *
 * It is made by work_run() of the host table. Context: CPU held, no block.
 */
void lkl_um_call_post(struct lkl_um_call *call, int irq);

/** lkl_um_calls_made() - take the list of those that are done: no block */
struct lkl_um_call *lkl_um_calls_made(void);

/** lkl_um_allow_threads() - whether this host has threads for helpers */
void lkl_um_allow_threads(int allow);

/** lkl_um_is_helper() - whether the calling thread is a helper of a driver */
int lkl_um_is_helper(void);

#endif
