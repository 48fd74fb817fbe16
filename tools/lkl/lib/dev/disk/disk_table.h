/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Disks by id, for one thread at a time to change.
 */
#ifndef _LKL_DEV_DISK_TABLE_H
#define _LKL_DEV_DISK_TABLE_H

struct lkl__disk;

/** define LKL__DISKS - how many disks there can be */
#define LKL__DISKS	256

/**
 * lkl__disk_enter() - give a disk an id
 * @disk: will be claimed by the caller
 *
 * Return: the id, or -ENFILE.
 */
int lkl__disk_enter(struct lkl__disk *disk);

/**
 * lkl__disk_claim() - have a disk for oneself
 * @id: its id
 *
 * Waits for the thread that has it. What is private in a disk, its claimer
 * alone looks at.
 * Return: the disk, or NULL if there is none of this id.
 */
struct lkl__disk *lkl__disk_claim(int id);

/**
 * lkl__disk_of() - look at a disk
 * @id: its id
 *
 * Return: the disk, which its owner does not close meanwhile; or NULL.
 */
struct lkl__disk *lkl__disk_of(int id);

/** lkl__disk_unclaim() - let others have a disk */
void lkl__disk_unclaim(struct lkl__disk *disk);

/** lkl__disk_leave() - take a disk that one has claimed out of the table */
void lkl__disk_leave(struct lkl__disk *disk);

/** lkl__disks_abandon() - in a child of fork(): they are the parent's */
void lkl__disks_abandon(void);

#endif
