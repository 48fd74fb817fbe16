// SPDX-License-Identifier: GPL-2.0
/*
 * vmalloc, vmap and vm_map_ram: the host's mappings follow the page tables.
 *
 * What was unmapped must fault, which needs a host that calls lkl_fault().
 */
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#define NR_PAGES	16

static int vmap_test_init(struct kunit *test)
{
	struct page **pages = kunit_kcalloc(test, NR_PAGES, sizeof(*pages),
					    GFP_KERNEL);
	int i;

	KUNIT_ASSERT_NOT_NULL(test, pages);
	test->priv = pages;
	for (i = 0; i < NR_PAGES; i++) {
		pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		KUNIT_ASSERT_NOT_NULL(test, pages[i]);
	}
	return 0;
}

static void vmap_test_exit(struct kunit *test)
{
	struct page **pages = test->priv;
	int i;

	for (i = 0; pages && i < NR_PAGES; i++)
		if (pages[i])
			__free_page(pages[i]);
}

static bool can_read(const void *addr)
{
	u8 byte;

	return !copy_from_kernel_nofault(&byte, addr, 1);
}

/* Each page starts with its number, at both addresses. */
static void check_alias(struct kunit *test, u8 *map, struct page **pages,
			int count)
{
	int i;

	for (i = 0; i < count; i++) {
		WRITE_ONCE(map[i * PAGE_SIZE], i + 1);
		KUNIT_ASSERT_EQ(test, *(u8 *)page_address(pages[i]), i + 1);
		*(u8 *)page_address(pages[i]) = i + 100;
		KUNIT_ASSERT_EQ(test, READ_ONCE(map[i * PAGE_SIZE]), i + 100);
		KUNIT_ASSERT_PTR_EQ(test, vmalloc_to_page(map + i * PAGE_SIZE),
				    pages[i]);
	}
}

static void vmap_aliases_pages(struct kunit *test)
{
	struct page **pages = test->priv;
	u8 *map = vmap(pages, NR_PAGES, VM_MAP, PAGE_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, map);
	check_alias(test, map, pages, NR_PAGES);
	vunmap(map);
	KUNIT_EXPECT_FALSE(test, can_read(map));
}

/* Neighbours in reverse order, and one page twice, are no runs. */
static void vmap_in_any_order(struct kunit *test)
{
	struct page **pages = test->priv;
	u8 *map;

	swap(pages[0], pages[3]);
	swap(pages[1], pages[2]);
	map = vmap(pages, 4, VM_MAP, PAGE_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, map);
	check_alias(test, map, pages, 4);
	vunmap(map);

	map = vmap((struct page *[]){ pages[0], pages[0] }, 2, VM_MAP,
		   PAGE_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, map);
	WRITE_ONCE(map[0], 77);
	KUNIT_EXPECT_EQ(test, READ_ONCE(map[PAGE_SIZE]), 77);
	vunmap(map);
}

static void vmap_read_only(struct kunit *test)
{
	struct page **pages = test->priv;
	u8 *map = vmap(pages, 2, VM_MAP, PAGE_KERNEL_RO);
	u8 byte = 1;

	KUNIT_ASSERT_NOT_NULL(test, map);
	KUNIT_EXPECT_TRUE(test, can_read(map));
	KUNIT_EXPECT_EQ(test, copy_to_kernel_nofault(map, &byte, 1), -EFAULT);
	vunmap(map);
}

static void map_ram_aliases_pages(struct kunit *test)
{
	struct page **pages = test->priv;
	int round;
	u8 *map;

	for (round = 0; round < 300; round++) {
		map = vm_map_ram(pages, NR_PAGES, NUMA_NO_NODE);
		KUNIT_ASSERT_NOT_NULL(test, map);
		check_alias(test, map, pages, NR_PAGES);
		vm_unmap_ram(map, NR_PAGES);
		KUNIT_ASSERT_FALSE(test, can_read(map));
	}
}

static void vmalloc_has_guard_page(struct kunit *test)
{
	size_t bytes = 5 * PAGE_SIZE;
	u8 *area = vmalloc(bytes);

	KUNIT_ASSERT_NOT_NULL(test, area);
	memset(area, 1, bytes);
	KUNIT_EXPECT_NULL(test, memchr_inv(area, 1, bytes));
	KUNIT_EXPECT_FALSE(test, can_read(area + bytes));
	vfree(area);
	KUNIT_EXPECT_FALSE(test, can_read(area));
}

/* Larger than any page allocation, and at addresses of different tables. */
static void vmalloc_beyond_page_orders(struct kunit *test)
{
	size_t bytes = (PAGE_SIZE << MAX_PAGE_ORDER) + 3 * PAGE_SIZE, at;
	u8 *area = vmalloc(bytes);

	KUNIT_ASSERT_NOT_NULL(test, area);
	for (at = 0; at < bytes; at += PAGE_SIZE)
		*(size_t *)(area + at) = at;
	for (at = 0; at < bytes; at += PAGE_SIZE)
		KUNIT_ASSERT_EQ(test, *(size_t *)(area + at), at);
	vfree(area);
}

static struct kunit_case vmap_cases[] = {
	KUNIT_CASE(vmap_aliases_pages),
	KUNIT_CASE(vmap_in_any_order),
	KUNIT_CASE(vmap_read_only),
	KUNIT_CASE(map_ram_aliases_pages),
	KUNIT_CASE(vmalloc_has_guard_page),
	KUNIT_CASE(vmalloc_beyond_page_orders),
	{ }
};

static struct kunit_suite vmap_suite = {
	.name = "lkl_vmap",
	.init = vmap_test_init,
	.exit = vmap_test_exit,
	.test_cases = vmap_cases,
};
kunit_test_suite(vmap_suite);
