// SPDX-License-Identifier: GPL-2.0
/*
 * vmap and vm_map_ram without an MMU: an alias or NULL, but no BUG().
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#define ORDER		2
#define NR_PAGES	(1 << ORDER)

struct nommu_test {
	struct page *block;
	struct page *pages[NR_PAGES];
};

static int nommu_test_init(struct kunit *test)
{
	struct nommu_test *nt = kunit_kzalloc(test, sizeof(*nt), GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, nt);
	nt->block = alloc_pages(GFP_KERNEL, ORDER);
	KUNIT_ASSERT_NOT_NULL(test, nt->block);
	for (i = 0; i < NR_PAGES; i++)
		nt->pages[i] = nt->block + i;
	test->priv = nt;
	return 0;
}

static void nommu_test_exit(struct kunit *test)
{
	struct nommu_test *nt = test->priv;

	if (nt)
		__free_pages(nt->block, ORDER);
}

static void contiguous_pages(struct kunit *test)
{
	struct nommu_test *nt = test->priv;
	void *addr = page_address(nt->block);
	void *map;

	map = vmap(nt->pages, NR_PAGES, VM_MAP, PAGE_KERNEL);
	KUNIT_EXPECT_PTR_EQ(test, map, addr);
	vunmap(map);

	map = vm_map_ram(nt->pages, NR_PAGES, NUMA_NO_NODE);
	KUNIT_EXPECT_PTR_EQ(test, map, addr);
	vm_unmap_ram(map, NR_PAGES);
}

static void scattered_pages(struct kunit *test)
{
	struct nommu_test *nt = test->priv;

	swap(nt->pages[1], nt->pages[2]);
	KUNIT_EXPECT_NULL(test, vmap(nt->pages, NR_PAGES, VM_MAP, PAGE_KERNEL));
	KUNIT_EXPECT_NULL(test, vm_map_ram(nt->pages, NR_PAGES, NUMA_NO_NODE));
}

static void pages_to_be_freed(struct kunit *test)
{
	struct nommu_test *nt = test->priv;

	KUNIT_EXPECT_NULL(test, vmap(nt->pages, NR_PAGES,
				     VM_MAP | VM_MAP_PUT_PAGES, PAGE_KERNEL));
}

static struct kunit_case nommu_cases[] = {
	KUNIT_CASE(contiguous_pages),
	KUNIT_CASE(scattered_pages),
	KUNIT_CASE(pages_to_be_freed),
	{ }
};

static struct kunit_suite nommu_suite = {
	.name = "lkl_nommu",
	.init = nommu_test_init,
	.exit = nommu_test_exit,
	.test_cases = nommu_cases,
};
kunit_test_suite(nommu_suite);
