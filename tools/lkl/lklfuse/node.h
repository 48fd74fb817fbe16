/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The files that the host knows of.
 *
 * A node is what the host has a number for: its address. It lives from the
 * first time that the host is told of it until it is forgotten, and holds
 * nothing open in between, so that any number of nodes fits beside a small
 * kernel. What a node remembers of its file, to find it again, differs by file
 * system: see struct node_kind.
 */
#ifndef LKLFUSE_NODE_H
#define LKLFUSE_NODE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lkl.h>

struct dir;
struct file;
struct node;
struct nodes;

/** struct node - a file that the host knows of */
struct node {
	/* private: the lock of the table is for all that is not constant. */
	struct node *next;
	uint64_t nr_lookups;
	union {
		/* What is open of it, */
		struct dir *dir;
		struct file *files;
	};
	uint32_t nr_refs;
	uint32_t hash;
	/* public: constant */
	/** @serial: no other node of this address has had it */
	uint32_t serial;
	/** @is_dir: it is a directory */
	bool is_dir;
	/* private: its last name is gone */
	bool is_dead;
};

/** struct place - what a directory has under a name */
struct place {
	/** @dir: the directory */
	struct node *dir;
	/** @dirfd: the same, open */
	int dirfd;
	/** @name: the name */
	const char *name;
	/** @fd: what is there, if it is open already, or -1 */
	int fd;
	/** @st: what is there; kinds may replace the inode number */
	struct lkl_statx *st;
};

/**
 * struct node_kind - how files are told apart and found again
 *
 * All may be called by several threads at a time, without the lock. Return: 0
 * or -errno, if nothing else is said.
 */
struct node_kind {
	/** @find: Find or make the node of a place, and count a lookup. */
	int (*find)(struct nodes *nodes, struct place *place,
		    struct node **node);
	/** @open: Open the file of a node. Return: a descriptor or -errno */
	int (*open)(struct nodes *nodes, struct node *node, int flags);
	/**
	 * @peek: Find the node of a place, if there is one, for @removed or
	 * @moved, and take a reference. Called before the name goes, or is
	 * moved; *@node is NULL if there is nothing to do for it later.
	 */
	int (*peek)(struct nodes *nodes, struct place *place, bool goes,
		    struct node **node);
	/**
	 * @removed: The name of a place is gone; it was that of @node. NULL:
	 * it does not matter, and @peek wants to know directories only.
	 */
	void (*removed)(struct nodes *nodes, const struct place *place,
			struct node *node);
	/** @moved: The node has moved to a place. May be NULL. */
	void (*moved)(struct nodes *nodes, const struct place *to,
		      struct node *node);
	/**
	 * @dirent_ino: The inode number of a directory's entry, if it is
	 * known by another one. May be NULL.
	 */
	uint64_t (*dirent_ino)(struct nodes *nodes, struct node *dir,
			       const char *name, uint64_t ino);
	/** @free: Free what a node has of the kind. May be NULL. */
	void (*free)(struct nodes *nodes, struct node *node);
};

extern const struct node_kind handle_kind;
extern const struct node_kind ino_kind;
extern const struct node_kind name_kind;

/** struct nodes - all nodes of a mount */
struct nodes {
	/** @kind: what is known of its files */
	const struct node_kind *kind;
	/** @root: the node of its root */
	struct node *root;
	/** @root_fd: the root, open */
	int root_fd;
	/** @naming: of kinds that must ask which name a file has */
	pthread_mutex_t naming;
	/** @lock: for what follows, and for what is not constant in nodes */
	pthread_mutex_t lock;
	/* private: */
	struct node **buckets;
	size_t nr_buckets;
	size_t nr_nodes;
	uint32_t serial;
	struct dir *idle_first, *idle_last;
	unsigned int nr_dirs;
	unsigned int nr_pins;
	unsigned long nr_files, files_max;
};

/**
 * nodes_open() - start with the root of a mount
 * @nodes: set
 * @mnt: where the file system is mounted inside
 * @kind: how its files are told apart, or NULL to see what it can do
 *
 * Return: 0 or -errno.
 */
int nodes_open(struct nodes *nodes, const char *mnt,
	       const struct node_kind *kind);

/** nodes_close() - forget everything, nobody uses it any more */
void nodes_close(struct nodes *nodes);

/** node_forget() - the host has forgotten @nr of its lookups of a node */
void node_forget(struct nodes *nodes, struct node *node, uint64_t nr);

/** node_put() - drop a reference; NULL does nothing */
void node_put(struct nodes *nodes, struct node *node);

/* For kinds of nodes; the lock is held. */

/** node_first() - the first node with this hash, and those after it */
struct node *node_first(struct nodes *nodes, uint32_t hash);
/** node_next() - the next one with the same hash */
struct node *node_next(struct node *node);
/** node_insert() - add a node that has one lookup */
void node_insert(struct nodes *nodes, struct node *node, uint32_t hash);
/** node_rehash() - find a node that is not to be found by @hash from now on */
void node_rehash(struct nodes *nodes, struct node *node, uint32_t hash);
/** node_unhash() - a node is not to be found any more, only known */
void node_unhash(struct nodes *nodes, struct node *node);

/**
 * node_alloc() - a node to be inserted
 * @bytes: size of the struct that begins with a struct node
 * @mode: the mode of its file
 */
struct node *node_alloc(size_t bytes, unsigned int mode);

/** hash_bytes() - a hash of @len bytes, which goes on from @hash */
uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t len);

#endif
