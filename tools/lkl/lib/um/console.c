// SPDX-License-Identifier: GPL-2.0
/*
 * What consoles and serial lines ask of UML besides.
 */
#include "um/um.h"

/*
 * Whether to do without a helper that waits for SIGWINCH: it would make a
 * session of its own, and the session is the program's.
 */
int is_skas_winch(int pid, int fd, void *data)
{
	(void)pid;
	(void)fd;
	(void)data;
	return 1;
}

/* The name of this UML, for titles of windows. */
char *get_umid(void)
{
	return "";
}

/* UML has a thread that owns its processes; here any does. */
void initial_thread_cb(void (*proc)(void *arg), void *arg)
{
	proc(arg);
}
