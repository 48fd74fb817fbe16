// SPDX-License-Identifier: GPL-2.0
/*
 * A byte to a server and back, over TCP, by a program that waits in an event
 * loop: of the host, for an event of the library, or inside; and the host's own
 * stack by epoll. Client and server have a processor each.
 */
#include "net.h"

#include <sys/epoll.h>

#define TRIPS	1000
#define ROUNDS	21

/* Waits for a descriptor @fd; @ep has it, and belongs to whoever waits. */
struct loop {
	const struct net_side *side;
	void (*wait)(struct loop *loop);
	void (*again)(struct loop *loop);
	long fd, ep;
	int event, host_ep;
	double us[ROUNDS], cpu_us[ROUNDS];
};

static int watch(int fd)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int ep = bench_must(epoll_create1(0), "epoll_create1");

	bench_must(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev), "epoll_ctl");
	return ep;
}

static void wait_host(struct loop *loop)
{
	struct epoll_event ev;

	bench_must(epoll_wait(loop->host_ep, &ev, 1, -1), "epoll_wait");
}

static void wait_inside(struct loop *loop)
{
	struct lkl_epoll_event ev;

	bench_must(lkl_sys_epoll_wait(loop->ep, &ev, 1, -1), "epoll_wait");
}

static void nothing(struct loop *loop)
{
	(void)loop;
}

static void rearm(struct loop *loop)
{
	bench_must(lkl_event_rearm(loop->event), "rearm");
}

/* All there is, as a loop has to. Return: how many bytes. */
static int take_all(struct loop *loop)
{
	char data[16];
	long got;
	int nr = 0;

	while ((got = NET_CALL(loop->side, recvfrom, loop->fd, (long)data,
			       sizeof(data), MSG_DONTWAIT, 0, 0)) > 0)
		nr += got;
	if (got != -EAGAIN)
		bench_die("recv", got ? got : -EPIPE);
	return nr;
}

static void trips(struct loop *loop, double *us, double *used_us)
{
	uint64_t start_ns = bench_now_ns();
	double cpu_us = net_cpu_us();
	char byte = 1;
	int i, got;

	for (i = 0; i < TRIPS; i++) {
		net_send(loop->side, loop->fd, &byte, 1);
		for (got = 0; !got; loop->again(loop)) {
			loop->wait(loop);
			got = take_all(loop);
		}
	}
	*us = (bench_now_ns() - start_ns) / 1000.0 / TRIPS;
	*used_us = (net_cpu_us() - cpu_us) / TRIPS;
}

static void connect_loop(struct loop *loop, const struct net_side *side)
{
	struct lkl_epoll_event ev = { .events = LKL_EPOLLIN };

	loop->side = side;
	loop->fd = net_connect(side, NET_ECHO, 1);
	loop->again = nothing;
	if (!side->is_lkl) {
		loop->wait = wait_host;
		loop->host_ep = watch(loop->fd);
		return;
	}
	loop->wait = wait_inside;
	loop->ep = bench_must(lkl_sys_epoll_create1(0), "epoll_create1");
	bench_must(lkl_sys_epoll_ctl(loop->ep, LKL_EPOLL_CTL_ADD, loop->fd,
				     &ev), "epoll_ctl");
}

static void make_event(struct loop *loop)
{
	loop->wait = wait_host;
	loop->again = rearm;
	loop->event = bench_must(lkl_event_open(loop->ep, LKL_POLLIN),
				 "event");
	loop->host_ep = watch(loop->event);
}

static void print(const char *name, const double *lkl, const double *native)
{
	double values[ROUNDS];
	int i;

	memcpy(values, lkl, sizeof(values));
	bench_print(name, ".lkl", "us", values, ROUNDS);
	for (i = 0; i < ROUNDS; i++)
		values[i] = lkl[i] / native[i];
	bench_print(name, ".ratio", "x", values, ROUNDS);
}

static void print_native(const char *name, double *native)
{
	bench_print(name, ".native", "us", native, ROUNDS);
}

int main(void)
{
	static struct loop native, event, inside;
	struct loop *loops[] = { &native, &event, &inside };
	double us, cpu_us;
	int i, round;

	net_start(0);
	net_pin(net_cpus[0]);
	net_boot("mem=64M quiet");
	connect_loop(&native, &net_native);
	connect_loop(&event, &net_lkl);
	make_event(&event);
	connect_loop(&inside, &net_lkl);
	for (i = 0; i < 3; i++)
		trips(loops[i], &us, &cpu_us);
	for (round = 0; round < ROUNDS; round++) {
		for (i = 0; i < 3; i++)
			trips(loops[i], &loops[i]->us[round],
			      &loops[i]->cpu_us[round]);
	}
	print("net_event", event.us, native.us);
	print("net_event_cpu", event.cpu_us, native.cpu_us);
	print("net_epoll", inside.us, native.us);
	print("net_epoll_cpu", inside.cpu_us, native.cpu_us);
	print_native("net_event", native.us);
	print_native("net_event_cpu", native.cpu_us);
	net_stop();
	return 0;
}
