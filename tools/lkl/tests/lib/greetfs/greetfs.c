// SPDX-License-Identifier: GPL-2.0
/*
 * A file system that is not in the kernel tree: it has one file, /greeting,
 * with the text of the mount option.
 */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/string.h>

#define GREETFS_MAGIC	0x67726565

static ssize_t greeting_read(struct file *file, char __user *buf, size_t count,
			     loff_t *pos)
{
	const char *text = file_inode(file)->i_sb->s_fs_info;

	return simple_read_from_buffer(buf, count, pos, text, strlen(text));
}

static const struct file_operations greeting_fops = {
	.read = greeting_read,
};

static int fill_super(struct super_block *sb, void *data, int silent)
{
	static const struct tree_descr files[] = {
		[2] = { "greeting", &greeting_fops, 0444 },
		{ "" },
	};

	if (!data)
		return -EINVAL;
	sb->s_fs_info = kstrdup(data, GFP_KERNEL);
	if (!sb->s_fs_info)
		return -ENOMEM;
	return simple_fill_super(sb, GREETFS_MAGIC, files);
}

static struct dentry *mount(struct file_system_type *type, int flags,
			    const char *dev, void *data)
{
	return mount_nodev(type, flags, data, fill_super);
}

static void kill_sb(struct super_block *sb)
{
	kill_litter_super(sb);
	kfree(sb->s_fs_info);
}

static struct file_system_type greetfs = {
	.name = "greetfs",
	.mount = mount,
	.kill_sb = kill_sb,
};

static int __init greetfs_init(void)
{
	return register_filesystem(&greetfs);
}
fs_initcall(greetfs_init);
