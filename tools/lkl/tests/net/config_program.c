// SPDX-License-Identifier: GPL-2.0
/*
 * What a configuration says of the program and not of the network: console, CPU
 * of the host, a delay, files printed at the end, and captures. Each has a
 * kernel of its own, in a child.
 */
#include "net.h"
#include "../boot/child.h"

#include <dirent.h>
#include <stdio.h>
#include <time.h>

#define FILE_ALL	"lkl-config-all.test"
#define FILE_ETH0	"lkl-config-eth0.test"

static char console[1 << 18];
static size_t console_bytes;

static void print(const char *text, int len)
{
	if (console_bytes + len >= sizeof(console))
		return;
	memcpy(console + console_bytes, text, len);
	console_bytes += len;
	console[console_bytes] = '\0';
}

static struct lkl_config *config;

/* Start a kernel with a key. Return: seconds that it took, or -1. */
static double start(const char *key, const char *value)
{
	struct timespec begin, end;
	int err;

	lkl_host_ops.print = print;
	config = lkl_config_new();
	err = lkl_config_set(config, key, value);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	if (!err)
		err = lkl_config_start(config);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return err ? -1 : end.tv_sec - begin.tv_sec +
			  (end.tv_nsec - begin.tv_nsec) / 1e9;
}

/* In a child; 0 is good. */
static int debug(void *arg)
{
	if (start("debug", arg) < 0 || lkl_config_stop(config))
		return 1;
	return !strstr(console, "Linux version") == (*(char *)arg != '0');
}

static int delay(void *arg)
{
	return start("delay_main", arg) < 0.3 || lkl_config_stop(config);
}

static int dump(void *arg)
{
	if (start("dump", arg) < 0)
		return 1;
	lkl_sys_mkdir("/proc", 0755);
	lkl_mount_fs("proc");
	if (lkl_config_stop(config))
		return 1;
	return !strstr(console, "/proc/net/snmp:\nIp: ") ||
	       !strstr(console, "UdpLite:") ||
	       !strstr(console, "/absent: No such file or directory\n");
}

/* CPUs of the host that a thread may use. */
static int nr_cpus(int tid)
{
	static cpu_set_t set[8];

	if (sched_getaffinity(tid, sizeof(set), set))
		return 0;
	return CPU_COUNT_S(sizeof(set), set);
}

/* A thread that the library has made, not one of a sanitizer. */
static int is_ours(int tid)
{
	char path[64], name[16] = "";
	FILE *file;

	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", tid);
	file = fopen(path, "r");
	if (!file)
		return 0;
	if (!fgets(name, sizeof(name), file))
		name[0] = '\0';
	fclose(file);
	return !strncmp(name, "lkl", 3);
}

/* Those of the library's threads: of all the same, or -1. */
static int nr_cpus_of_others(void)
{
	DIR *dir = opendir("/proc/self/task");
	struct dirent *entry;
	int nr = 0, tid;

	while ((entry = readdir(dir))) {
		tid = atoi(entry->d_name);
		if (!tid || tid == getpid() || !is_ours(tid))
			continue;
		if (nr && nr != nr_cpus(tid))
			nr = -1;
		else if (nr >= 0)
			nr = nr_cpus(tid);
	}
	closedir(dir);
	return nr;
}

static int single_cpu(void *arg)
{
	int before = nr_cpus(0), mode = atoi(arg), others, own;

	if (start("singlecpu", arg) < 0)
		return 1;
	others = nr_cpus_of_others();
	own = nr_cpus(0);
	if (lkl_config_stop(config))
		return 1;
	return others != (mode ? 1 : before) ||
	       own != (mode == 2 ? 1 : before);
}

static long size_of(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint32_t magic = 0;
	long bytes = -1;

	if (!file)
		return -1;
	if (fread(&magic, sizeof(magic), 1, file) == 1 &&
	    magic == 0xa1b23c4d && !fseek(file, 0, SEEK_END))
		bytes = ftell(file);
	fclose(file);
	return bytes;
}

/* One packet goes out by an interface that is one end of a pair. */
static int pcap(void *arg)
{
	struct sockaddr_in in = in4("10.9.0.1", 9);
	char json[512], frame[2048];
	int fds[2];
	long fd;

	(void)arg;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		return 1;
	snprintf(json, sizeof(json), "{ \"pcap\": \"%s\", \"interfaces\": [ "
		 "{ \"type\": \"fd\", \"param\": %d, \"ip\": \"10.9.0.2\", "
		 "\"neigh\": \"10.9.0.1|02:00:00:00:00:01\", "
		 "\"pcap\": \"%s\" } ] }", FILE_ALL, fds[0], FILE_ETH0);
	config = lkl_config_new();
	if (lkl_config_load_json(config, json, strlen(json)) ||
	    lkl_config_start(config))
		return 1;
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	lkl_sys_sendto(fd, "x", 1, 0, (void *)&in, sizeof(in));
	return read(fds[1], frame, sizeof(frame)) <= 0 ||
	       lkl_config_stop(config);
}

static int pcap_error(void *arg)
{
	if (start("pcap", arg) >= 0 || lkl_is_running())
		return 1;
	return !!strcmp(lkl_config_error(config),
			"pcap: No such file or directory");
}

int main(void)
{
	KTAP_PLAN(10);
	CHECK_EQ(run_child(debug, "0", 30), 0, "debug=0 prints nothing");
	CHECK_EQ(run_child(debug, "1", 30), 0, "debug=1 prints all");
	CHECK_EQ(run_child(delay, "300000", 30), 0, "delay_main waits");
	CHECK_EQ(run_child(dump, "/proc/net/snmp;/absent", 30), 0,
		 "dump prints a file, and tells that there is none");
	CHECK_EQ(run_child(single_cpu, "0", 30), 0,
		 "singlecpu=0 changes nothing");
	CHECK_EQ(run_child(single_cpu, "1", 30), 0,
		 "singlecpu=1 binds the kernel's threads");
	CHECK_EQ(run_child(single_cpu, "2", 30), 0,
		 "singlecpu=2 binds the caller, too");
	CHECK(!run_child(pcap, NULL, 30) &&
	      size_of(FILE_ETH0) >= 24 + 16 + 43, "pcap of an interface");
	CHECK(size_of(FILE_ALL) >= 24 + 16 + 20 + 29, "pcap of all");
	CHECK_EQ(run_child(pcap_error, "absent/file", 30), 0,
		 "pcap without a folder is an error");
	unlink(FILE_ALL);
	unlink(FILE_ETH0);
	return KTAP_END();
}
