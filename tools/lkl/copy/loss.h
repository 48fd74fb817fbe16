/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What of a copy its target cannot hold.
 */
#ifndef _LKL_COPY_LOSS_H
#define _LKL_COPY_LOSS_H

enum loss_kind {
	LOSS_ENTRY,
	LOSS_SIZE,
	LOSS_NAME,
	LOSS_LINK,
	LOSS_OWNER,
	LOSS_MODE,
	LOSS_TIME,
	LOSS_XATTR,
	LOSS_HOLES,
	LOSS_NR,
};

struct loss;

/**
 * loss_open() - nothing is lost so far
 * @is_allowed: what is lost is only counted
 * @is_verbose: show each loss
 *
 * Return: the account, or NULL if there is no memory.
 */
struct loss *loss_open(int is_allowed, int is_verbose);

/**
 * loss_add() - something is lost
 * @loss: the account
 * @kind: what; of entries, sizes and names each is reported, of the other
 *	kinds the first, with how many there were, by loss_report()
 * @tree: name of the target
 * @path: where
 * @detail: name of an attribute, or NULL
 */
void loss_add(struct loss *loss, enum loss_kind kind, const char *tree,
	      const char *path, const char *detail);

/** loss_report() - report what was lost and may not be */
void loss_report(struct loss *loss, const char *tree);

/** loss_count() - how many losses there were, for the summary */
unsigned long loss_count(const struct loss *loss);

/** loss_close() - free it; NULL does nothing */
void loss_close(struct loss *loss);

#endif
