# SPDX-License-Identifier: GPL-2.0
"""The generator of the public headers renames what it shall, and no more."""

import os
import sys

top = os.environ.get("LKL_TOP") or os.path.abspath(
    os.path.join(os.path.dirname(__file__), "../../../.."))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(top, "scripts/lkl/headers"))
from names import Names, prefixed  # noqa: E402
from rename import Renamer  # noqa: E402

CASES = [
    ("macros and their uses", "#define FOO 1\n#define BAR FOO\n",
     "#define LKL_FOO 1\n#define LKL_BAR LKL_FOO\n"),
    ("underscores stay in front", "#define __NR_x 1\n#define _IO(a) (a)\n",
     "#define __lkl__NR_x 1\n#define _LKL_IO(a) (a)\n"),
    ("tags", "struct stat { int st_mode; };\nstruct stat *f(struct stat *);\n",
     "struct lkl_stat { int st_mode; };\n"
     "struct lkl_stat *lkl_f(struct lkl_stat *);\n"),
    ("tags that are only used", "struct sockaddr;\n", "struct lkl_sockaddr;\n"),
    ("members keep their names", "#define bytes(t) 8\ntypedef int id;\n"
     "struct s { int id; id bytes; };\n",
     "#define lkl_bytes(t) 8\ntypedef int lkl_id;\n"
     "struct lkl_s { int id; lkl_id bytes; };\n"),
    ("members that are macros do not", "#define ifr_name u.name\n"
     "struct s { int ifr_name; };\n", "#define lkl_ifr_name u.name\n"
     "struct lkl_s { int lkl_ifr_name; };\n"),
    ("types in sizes of members", "typedef int t;\n"
     "struct s { char x[8 - sizeof(t)]; };\n", "typedef int lkl_t;\n"
     "struct lkl_s { char x[8 - sizeof(lkl_t)]; };\n"),
    ("enumerators", "enum e { A, B = (1, 2), C = A };\n",
     "enum lkl_e { LKL_A, LKL_B = (1, 2), LKL_C = LKL_A };\n"),
    ("function types", "typedef void fn_t(int);\ntypedef fn_t *p_t;\n"
     "typedef int (*q_t)(fn_t);\n", "typedef void lkl_fn_t(int);\n"
     "typedef lkl_fn_t *lkl_p_t;\ntypedef int (*lkl_q_t)(lkl_fn_t);\n"),
    ("parameters of macros", "#define x 1\n#define F(x) (x)\n",
     "#define lkl_x 1\n#define LKL_F(x) (x)\n"),
    ("names made by ##", "#define EV_a 1\n#define a 2\n"
     "#define M(n) EV_##n\nint i[M(a)];\n", "#define lkl_EV_a 1\n"
     "#define lkl_a 2\n#define LKL_M(n) LKL_EV_##n\nint lkl_i[LKL_M(a)];\n"),
    ("names that begin with an argument", "#define T_END 1\n"
     "#define E(n) n##_END\n#define U E(T)\n", "#define LKL_T_END 1\n"
     "#define LKL_E(n) n##_END\n#define LKL_U LKL_E(LKL_T)\n"),
    ("strings and comments", "#define A 1\n/* A */ #define B \"A\"\n",
     "#define LKL_A 1\n/* A */ #define LKL_B \"A\"\n"),
    ("include", "#include <linux/a.h>\n#include <stddef.h>\n#include \"b.h\"\n",
     "#include <lkl/linux/a.h>\n#include <stddef.h>\n"
     "#include <lkl/linux/b.h>\n"),
    ("what stands in for libc's headers", "#include <time.h>\n",
     "#include <lkl/linux/time.h>\n"),
    ("machines do not matter", "#ifdef __x86_64__\n#define P 1\n#endif\n",
     "#ifdef __lkl__x86_64__\n#define LKL_P 1\n#endif\n"),
    ("keywords of C++", "struct s { int class; };\n",
     "struct lkl_s { int class_; };\n"),
    ("members that libc has macros for", "struct s { long st_atime; };\n",
     "struct lkl_s { long lkl_st_atime; };\n"),
    ("what has the prefix", "#define LKL_A 1\nstruct lkl_b { int c; };\n",
     "#define LKL_A 1\nstruct lkl_b { int c; };\n"),
    ("unfinished lines", "#define A \\\n\tB\n#define B 1\n",
     "#define LKL_A \\\n\tLKL_B\n#define LKL_B 1\n"),
]
HEADERS = frozenset(("linux/a.h", "linux/b.h", "linux/time.h", "linux/x.h"))


def main():
    """Print KTAP."""
    print("TAP version 14\n1..%d" % (len(CASES) + 1))
    bad = False
    for nr, (name, text, want) in enumerate(CASES, 1):
        names = Names()
        names.read(text)
        got = Renamer(names, HEADERS).header("linux/x.h", text)
        print("%sok %d %s" % ("" if got == want else "not ", nr, name))
        if got != want:
            bad = True
            print("# " + got.replace("\n", "\n# "))
    fine = prefixed("_lkl_x") == "_lkl_x"
    print("%sok %d no prefix twice" % ("" if fine else "not ", len(CASES) + 1))
    sys.exit(bad or not fine)


main()
