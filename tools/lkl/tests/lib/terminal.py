#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""A terminal for UML's port and xterm channels, in place of real ones.

As in.telnetd, with a connection as standard input and a socket as descriptor
3; or as an emulator, with the arguments -uml-socket PATH among others. Sends a
pseudo-terminal over the socket, as port-helper does, and its own process id.
As in.telnetd it then carries what is typed; as an emulator it types a line
itself, and writes what it hears to the file that LKL_TEST_HEARD names. Does
nothing if it was executed with signals blocked.
"""

import array
import os
import select
import signal
import socket
import struct
import sys
import time
import tty


def send_terminal(sock):
    master, slave = os.openpty()
    tty.setraw(slave)
    sock.sendmsg([struct.pack("i", os.getpid())],
                 [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                   array.array("i", [slave]))])
    return master


def carry(master):
    while True:
        ready, _, _ = select.select([0, master], [], [])
        for fd in ready:
            try:
                data = os.read(fd, 4096)
            except OSError:
                return
            if not data:
                return
            os.write(1 if fd == master else master, data)


def type_and_listen(master, heard):
    os.write(master, b"typed\n")
    with open(heard, "ab", buffering=0) as f:
        while True:
            try:
                data = os.read(master, 4096)
            except OSError:
                return
            if not data:
                return
            f.write(data)


def connect(path):
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    for _ in range(100):
        try:
            sock.connect(path)
            return sock
        except OSError:
            time.sleep(0.05)
    sys.exit("no socket at %s" % path)


def main():
    if signal.pthread_sigmask(signal.SIG_BLOCK, []):
        sys.exit("signals are blocked")
    if "-uml-socket" in sys.argv:
        path = sys.argv[sys.argv.index("-uml-socket") + 1]
        type_and_listen(send_terminal(connect(path)),
                        os.environ["LKL_TEST_HEARD"])
    else:
        carry(send_terminal(socket.socket(fileno=3)))


main()
