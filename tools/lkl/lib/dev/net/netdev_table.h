/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interfaces by id, for one thread at a time to plug in and pull out.
 */
#ifndef _LKL_DEV_NETDEV_TABLE_H
#define _LKL_DEV_NETDEV_TABLE_H

struct lkl__netdev;

/** define LKL__NETDEVS - how many interfaces there can be */
#define LKL__NETDEVS	64

/**
 * lkl__netdev_enter() - give an interface an id
 * @dev: will be claimed by the caller
 *
 * Return: the id; -ENFILE; -EBUSY if its handle is in the table.
 */
int lkl__netdev_enter(struct lkl__netdev *dev);

/**
 * lkl__netdev_claim() - have an interface for oneself
 * @id: its id
 *
 * Waits for the thread that has it. What is private in an interface, its
 * claimer alone changes.
 * Return: the interface, or NULL if there is none of this id.
 */
struct lkl__netdev *lkl__netdev_claim(int id);

/** lkl__netdev_unclaim() - let others have an interface */
void lkl__netdev_unclaim(struct lkl__netdev *dev);

/** lkl__netdev_leave() - take one that was claimed out of the table */
void lkl__netdev_leave(struct lkl__netdev *dev);

/** lkl__netdevs_abandon() - in a child of fork(): they are the parent's */
void lkl__netdevs_abandon(void);

#endif
