/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What watching a copy needs of the room that is reserved for it.
 */
#ifndef _LKL_COPY_RESERVE_ROOM_H
#define _LKL_COPY_RESERVE_ROOM_H

#include "copy/reserve.h"

/** define RESERVE_LEAST - bytes that are enough for what unmounting writes */
#define RESERVE_LEAST	(4ULL << 20)

/** reserve_growth() - how many bytes the image can still grow by */
uint64_t reserve_growth(const struct reserve *reserve);

/** reserve_available() - bytes free on the host; UINT64_MAX: not known */
uint64_t reserve_available(const struct reserve *reserve);

/** reserve_is_near() - whether @room bytes may not be enough for the image */
int reserve_is_near(const struct reserve *reserve, uint64_t room);

/**
 * reserve_take() - reserve a share of the room that is free
 *
 * Where there can be no such file, how much is free has to do.
 * Return: 0 or -ENOSPC.
 */
int reserve_take(struct reserve *reserve, uint64_t room);

/** reserve_left() - bytes that have not been given back */
uint64_t reserve_left(struct reserve *reserve);

/** reserve_set_short() - nothing more may be written. Context: any thread */
void reserve_set_short(struct reserve *reserve);

#endif
