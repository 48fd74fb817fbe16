/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * What the kernel asks of the host: one numbered, append-only table.
 *
 * Included by the kernel and by the host library, so it includes nothing and
 * uses only types that both sides agree on.
 */
#ifndef _UAPI_ASM_LKL_HOST_OPS_H
#define _UAPI_ASM_LKL_HOST_OPS_H

/**
 * define LKL_HOST_ABI - version of struct lkl_host_table
 *
 * Grows by one when an operation is appended or the meaning of one changes.
 * A kernel refuses a table whose number is lower than the one it was built
 * with; a newer table is fine, since members are only appended.
 */
#define LKL_HOST_ABI	2

/** define LKL_FOREVER - a deadline that never comes */
#define LKL_FOREVER	(~0ULL)

/**
 * struct lkl_host_table - the operations that the kernel asks of its host
 *
 * Every operation keeps errno of its thread. Those marked "no block" may be
 * called with the CPU held and interrupts off: they must return within
 * microseconds and may not call back into the kernel. Those marked "may block"
 * are called on a host thread that does not hold the CPU.
 *
 * Times are nanoseconds. Errors are negative Linux errno values.
 */
struct lkl_host_table {
	/** @abi: LKL_HOST_ABI of the host. */
	unsigned int abi;
	/** @size: sizeof(struct lkl_host_table) of the host, in bytes. */
	unsigned int size;

	/**
	 * @console_write: Take over @len bytes of console output: the host
	 * copies them, and prints them when console_flush() is called.
	 * Context: any, no block.
	 */
	void (*console_write)(const char *text, unsigned long len);
	/**
	 * @console_flush: Print what console_write() has collected, or have
	 * another thread do so. Context: CPU not held, may block.
	 */
	void (*console_flush)(void);
	/**
	 * @panic: The kernel has died of @why, a one-line message. The console
	 * was flushed. May end the process. If it
	 * returns, every call into the kernel fails from then on.
	 * Context: a host thread on its own stack, may block.
	 */
	void (*panic)(const char *why);

	/**
	 * @mem_alloc: Reserve the kernel's memory: page aligned, zero, not
	 * touched before use. Return: its address, or NULL.
	 * Context: boot, no block.
	 */
	void *(*mem_alloc)(unsigned long bytes);
	/** @mem_free: Give back mem_alloc()'s memory. Context: halt. */
	void (*mem_free)(void *mem, unsigned long bytes);
	/**
	 * @vm_reserve: Reserve address space that holds nothing yet, page
	 * aligned. NULL if the host has no MMU (MMU=n kernels do not ask).
	 * Context: boot, no block.
	 */
	void *(*vm_reserve)(unsigned long bytes);
	/** @vm_release: Give back vm_reserve()'s range. Context: halt. */
	void (*vm_release)(void *addr, unsigned long bytes);
	/**
	 * @vm_map: Make @bytes at @addr, inside vm_reserve()'s range, the same
	 * memory as mem_alloc()'s at byte @offset. Replaces what was mapped.
	 * @writable is 0 or 1. Return: 0 or -errno. Context: any, no block.
	 */
	int (*vm_map)(void *addr, unsigned long offset, unsigned long bytes,
		      int writable);
	/** @vm_unmap: Undo vm_map(). Context: any, no block. */
	void (*vm_unmap)(void *addr, unsigned long bytes);

	/**
	 * @stack_alloc: Allocate a kernel stack of @bytes usable bytes with a
	 * guard page below. Return: its lowest usable address, or NULL.
	 * Context: any, no block.
	 */
	void *(*stack_alloc)(unsigned long bytes);
	/** @stack_free: Free stack_alloc()'s stack. Context: any, no block. */
	void (*stack_free)(void *stack, unsigned long bytes);

	/**
	 * @thread_create: Start a host thread that runs @fn(@arg) with every
	 * host signal blocked. NULL if the host has no threads; the program
	 * then drives the kernel with lkl_run(). Return: a handle, or 0.
	 * Context: any, no block.
	 */
	unsigned long (*thread_create)(void (*fn)(void *arg), void *arg);
	/**
	 * @thread_join: Wait for the end of a thread and forget it.
	 * Context: halt, may block.
	 */
	void (*thread_join)(unsigned long thread);

	/** @sem_alloc: Allocate a semaphore of count 0, or return NULL. */
	void *(*sem_alloc)(void);
	/** @sem_free: Free a semaphore that nobody waits for. */
	void (*sem_free)(void *sem);
	/** @sem_up: Count up. Context: any thread, no block. */
	void (*sem_up)(void *sem);
	/**
	 * @sem_down: Wait for the count to be positive and count down, until
	 * time_ns() reaches @deadline_ns (LKL_FOREVER: no end).
	 * Return: 0, -ETIMEDOUT, or -EINTR if a host signal was handled that
	 * asks for it. Context: may block.
	 */
	int (*sem_down)(void *sem, unsigned long long deadline_ns);
	/**
	 * @thread_fence: Order memory accesses of all running threads of the
	 * process: each has passed a full barrier when this returns, as
	 * membarrier(2) does. NULL if the host has none; every leave then
	 * carries a barrier of its own.
	 * Context: any thread, no block.
	 */
	void (*thread_fence)(void);

	/** @time_ns: Monotonic time. Context: any, no block. */
	unsigned long long (*time_ns)(void);
	/**
	 * @time_wall_ns: The host's wall clock, since 1970 UTC.
	 * Context: any, no block.
	 */
	unsigned long long (*time_wall_ns)(void);
	/**
	 * @random: Fill @buf with @len unpredictable bytes.
	 * Return: bytes filled. Context: boot, no block.
	 */
	unsigned long (*random)(void *buf, unsigned long len);

	/**
	 * @iomem_read: Read @size (1, 2, 4, 8) bytes of a device register.
	 * Addresses are those given to lkl_add_device().
	 * Context: any, no block.
	 */
	unsigned long long (*iomem_read)(unsigned long addr, int size);
	/**
	 * @iomem_write: Write @size bytes of a device register.
	 * Return: nonzero if work_run() has something to do now.
	 * Context: any, no block: the device does its work in work_run().
	 */
	int (*iomem_write)(unsigned long addr, unsigned long long value,
			   int size);
	/**
	 * @work_run: Do, on the calling thread, the work that devices have
	 * collected; returns when there is no more.
	 * Context: a host thread on its own stack, CPU not held, may block and
	 * may call lkl_trigger_irq().
	 */
	void (*work_run)(void);
	/**
	 * @work_defer: Have a thread of the host do what work_run() would,
	 * because the caller must not be held up. Hosts without threads leave
	 * it for the next work_run(). Context: any thread, no block.
	 */
	void (*work_defer)(void);

	/**
	 * @image_cold: Most of the @bytes of the kernel's code and constants at
	 * @addr were for booting and will seldom be touched again. What they
	 * hold must stay, but a host that can load it again may take the memory
	 * back. NULL if the host does nothing of the kind.
	 * Context: boot, more than once, no block: but may take part of a
	 * millisecond.
	 */
	void (*image_cold)(const void *addr, unsigned long bytes);
};

#endif
