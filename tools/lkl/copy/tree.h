/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A tree of files to copy from or to: of the host, or of a mounted image.
 *
 * Files are named by an open directory and one name in it, so that paths may be
 * of any length. An empty name is the directory, or the open file, itself. No
 * symbolic link is followed. Errors are negative errno values.
 */
#ifndef _LKL_COPY_TREE_H
#define _LKL_COPY_TREE_H

#include <stdint.h>

#include "copy/tree_stat.h"

/* Longest name of an entry, on FAT, and size of a buffer for one. */
#define TREE_NAME_MAX	1530
#define TREE_NAME_BYTES	(TREE_NAME_MAX + 1)
/* Longest target of a symbolic link. */
#define TREE_LINK_MAX	4095
/* Most bytes of a list of extended attributes, and of a value. */
#define TREE_XATTR_MAX	65536

/**
 * struct tree_dirent - an entry, as getdents64(2) stores it
 * @ino: inode number
 * @next: position of the next entry, for tree_ops.seek_dir
 * @reclen: bytes to the next entry in the buffer
 * @type: DT_*
 * @name: name, with a terminating zero
 */
struct tree_dirent {
	uint64_t ino;
	int64_t next;
	uint16_t reclen;
	uint8_t type;
	char name[];
};

struct reserve;
struct tree;

/**
 * struct tree_file_ops - what can be done with an open file
 *
 * Context and Return: as struct tree_ops.
 */
struct tree_file_ops {
	/** @read: read some from @offset; bytes, 0 at the end */
	long (*read)(int fd, void *buf, unsigned long bytes, uint64_t offset);
	/**
	 * @write: write some at @offset, or where there is no such, behind what
	 * was written before; bytes
	 */
	long (*write)(int fd, const void *buf, unsigned long bytes,
		      uint64_t offset);
	/** @seek: where data (@hole 0) or a hole (1) is next, as lseek(2) */
	int64_t (*seek)(int fd, uint64_t offset, int hole);
	/** @size: where the file ends */
	int64_t (*size)(int fd);
	/** @truncate: set the size; what is new is a hole */
	int (*truncate)(int fd, uint64_t size);
	/**
	 * @sync: what was written there is on stable storage; of what
	 * tree_ops.open_target opened
	 */
	int (*sync)(int fd);
	/** @expect: this file will be read soon; NULL: no matter */
	void (*expect)(int at, const char *name);
	/** @drop: what was read there will not be read again; may be NULL */
	void (*drop)(int fd, uint64_t offset, unsigned long bytes);
};

/**
 * struct tree_inode_ops - what an inode has
 *
 * @name may be "". Context and Return: as struct tree_ops.
 */
struct tree_inode_ops {
	/** @stat: look at it */
	int (*stat)(int at, const char *name, struct tree_stat *st);
	/** @set_owner: change owner and group */
	int (*set_owner)(int at, const char *name, uint32_t uid, uint32_t gid);
	/** @set_mode: change permissions, 07777; not of links */
	int (*set_mode)(int at, const char *name, uint32_t mode);
	/** @set_times: change @atime and @mtime of @st */
	int (*set_times)(int at, const char *name, const struct tree_stat *st);
};

/**
 * struct tree_xattr_ops - the extended attributes of an inode
 *
 * @name may be "". Those with a name are for one thread at a time. Context and
 * Return: as struct tree_ops.
 */
struct tree_xattr_ops {
	/**
	 * @list: names of all, each with a terminating zero; bytes, 0 also
	 * where there are none
	 */
	long (*list)(int at, const char *name, char *buf, unsigned long bytes);
	/** @get: one attribute's value; bytes */
	long (*get)(int at, const char *name, const char *xattr, void *buf,
		    unsigned long bytes);
	/** @set: set one attribute */
	int (*set)(int at, const char *name, const char *xattr,
		   const void *value, unsigned long bytes);
	/** @remove: remove one attribute */
	int (*remove)(int at, const char *name, const char *xattr);
};

/**
 * struct tree_ops - what can be done with a tree
 *
 * @at is an open directory of the tree, and @name a name in it. Where @name may
 * be "", @at itself is meant, which may be a file then. Paths of the user are
 * opened with @open_root; a tree has no other names than those.
 *
 * Context: any thread, several at a time, unless an operation says otherwise.
 * Return: 0 or what the operation says, or -errno.
 */
struct tree_ops {
	/* The others, by what they are done with. */
	const struct tree_file_ops *file;
	const struct tree_inode_ops *inode;
	const struct tree_xattr_ops *xattr;

	/**
	 * @open_root: open a directory by its path, following links; only for
	 * names in it, not to be read
	 */
	int (*open_root)(struct tree *tree, const char *path);
	/** @open_dir: open a directory; @name may be ".." */
	int (*open_dir)(int at, const char *name);
	/** @open_file: open a regular file for reading */
	int (*open_file)(int at, const char *name);
	/** @create: make a regular file that was not there, for writing */
	int (*create)(int at, const char *name, uint32_t mode);
	/**
	 * @open_target: open what the user named for writing, if that is a
	 * link or something special, through which cp(1) writes, with what it
	 * has; -ENOENT if it is to be replaced instead
	 */
	int (*open_target)(int at, const char *name);
	/** @close: close what one of these opened */
	int (*close)(int fd);

	/** @read_dir: fill @buf with entries; their bytes, 0 at the end */
	long (*read_dir)(int fd, void *buf, unsigned long bytes);
	/** @seek_dir: go on behind the entry with this @next */
	int (*seek_dir)(int fd, int64_t next);
	/** @readlink: read a symbolic link; its bytes, no terminating zero */
	long (*readlink)(int at, const char *name, char *buf,
			 unsigned long bytes);

	/** @mkdir: make a directory */
	int (*mkdir)(int at, const char *name, uint32_t mode);
	/** @mknod: make a fifo, socket or device: type and numbers of @st */
	int (*mknod)(int at, const char *name, const struct tree_stat *st);
	/** @symlink: make a symbolic link */
	int (*symlink)(const char *target, int at, const char *name);
	/** @link: give a file, not a directory, another name */
	int (*link)(int from_at, const char *from, int at, const char *name);
	/** @remove: remove a file, or an empty directory if @is_dir */
	int (*remove)(int at, const char *name, int is_dir);

	/**
	 * @settle: keep nothing of what was written in memory, such as what
	 * a journal has in place of the file system
	 */
	int (*settle)(struct tree *tree);
	/**
	 * @sync: what was written is on stable storage, in all of the file
	 * system that @fd is in
	 */
	int (*sync)(int fd);
	/** @room: bytes that are free, 0 if there are no inodes; likewise */
	int64_t (*room)(int fd);
};

/**
 * struct tree - a tree
 * @ops: its operations
 * @name: what messages say before its paths: "" or "IMAGE:"
 * @root: what the operations of an image begin paths at
 * @kept: a file of it that must stay as it is, or NULL
 * @reserve: room on the host for what is written, or NULL
 * @drops_dots: names lose the dots that they end with
 * @settle_entries: how many entries may be made before @settle; 0: any
 * @settle_bytes: how many bytes may be written before it; 0: any
 */
struct tree {
	const struct tree_ops *ops;
	const char *name;
	int root, drops_dots;
	const struct tree_stat *kept;
	struct reserve *reserve;
	unsigned long settle_entries;
	uint64_t settle_bytes;
};

/** tree_read() - read from @offset; bytes, fewer than asked at the end only */
long tree_read(struct tree *tree, int fd, void *buf, unsigned long bytes,
	       uint64_t offset);

/** tree_write() - write all at @offset; @bytes, or -errno */
long tree_write(struct tree *tree, int fd, const void *buf, unsigned long bytes,
		uint64_t offset);

/**
 * tree_seek_data() - where data is next from @offset on
 *
 * Return: that; @offset itself where holes cannot be told from data; -ENXIO if
 * nowhere; -errno.
 */
int64_t tree_seek_data(struct tree *tree, int fd, uint64_t offset);

/** tree_seek_hole() - where the data at @offset ends; or -errno */
int64_t tree_seek_hole(struct tree *tree, int fd, uint64_t offset);

/** host_tree_init() - the files of the host */
void host_tree_init(struct tree *tree);

/**
 * image_tree_init() - the files of a mounted file system of the kernel
 * @tree: set up
 * @name: what messages say before paths; kept by reference
 * @mnt: the mount point
 *
 * Paths of the user begin there, and symbolic links in them do not lead out of
 * it. Before the file system is unmounted, image_tree_release().
 * Return: 0 or -errno.
 */
int image_tree_init(struct tree *tree, const char *name, const char *mnt);

/** image_tree_release() - keep nothing of the file system busy */
void image_tree_release(struct tree *tree);

#endif
