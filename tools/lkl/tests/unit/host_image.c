// SPDX-License-Identifier: GPL-2.0
/*
 * Pages of a file leave the process when they are said to be cold; what was
 * written to stays.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/posix/posix.h"
#include "ktap.h"

#define PAGE	4096UL
#define PAGES	1100UL	/* more than are looked at in one go */

static unsigned char resident[PAGES];

static char *map_file(void)
{
	FILE *file = tmpfile();
	char page[PAGE];
	unsigned long i;
	char *map;

	if (!file)
		KTAP_BAIL("no file");
	for (i = 0; i < PAGES; i++) {
		memset(page, (int)i, PAGE);
		if (fwrite(page, PAGE, 1, file) != 1)
			KTAP_BAIL("cannot write a file");
	}
	fflush(file);
	map = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE,
		   fileno(file), 0);
	fclose(file);
	if (map == MAP_FAILED)
		KTAP_BAIL("cannot map a file");
	return map;
}

/* How many pages of @map the process has, and which. */
static unsigned long look(const char *map)
{
	int fd = open("/proc/self/pagemap", O_RDONLY);
	uint64_t entry = 0;
	unsigned long i, nr = 0;

	for (i = 0; i < PAGES; i++) {
		if (pread(fd, &entry, sizeof(entry),
			  (off_t)(((uintptr_t)map / PAGE + i) *
				  sizeof(entry))) != sizeof(entry))
			KTAP_BAIL("cannot read pagemap");
		resident[i] = entry >> 63;
		nr += resident[i];
	}
	close(fd);
	return nr;
}

static unsigned long read_all(const char *map)
{
	unsigned long i, nr_wrong = 0;

	for (i = 0; i < PAGES; i++)
		nr_wrong += ((const volatile char *)map)[i * PAGE] != (char)i;
	return nr_wrong;
}

int main(void)
{
	static const unsigned long written[] = { 0, 7, 8, 511, 512, 1099 };
	const unsigned long nr_written = sizeof(written) / sizeof(*written);
	unsigned long i, kept = 0;
	char *map = map_file();

	KTAP_PLAN(10);
	CHECK_EQ(read_all(map), 0, "a file is read");
	CHECK_EQ(look(map), PAGES, "all of it is there");
	for (i = 0; i < nr_written; i++)
		map[written[i] * PAGE + 1] = 'w';
	errno = 77;
	lkl__posix_image_cold(map + 1, PAGES * PAGE - 2);
	CHECK_EQ(errno, 77, "errno is kept");
	CHECK_EQ(look(map), nr_written, "the pages that were written stay");
	for (i = 0; i < nr_written; i++)
		kept += resident[written[i]] &&
			map[written[i] * PAGE + 1] == 'w';
	CHECK_EQ(kept, nr_written, "with what was written");
	CHECK_EQ(read_all(map), 0, "the others are read again");
	CHECK_EQ(look(map), PAGES, "and are there again");
	lkl__posix_image_cold(map + PAGE + 1, 2 * PAGE - 2);
	CHECK_EQ(look(map), PAGES, "pages that are not all cold stay");
	lkl__posix_image_cold(map + 2 * PAGE, PAGE);
	CHECK(look(map) < PAGES && !resident[2], "one page goes");
	CHECK(resident[1] && resident[3], "without its neighbours");
	return KTAP_END();
}
