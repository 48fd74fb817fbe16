/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Time goes on by itself here: what drivers say about time travel is nothing.
 */
#ifndef _UM_HOST_LKL_TIME_INTERNAL_H
#define _UM_HOST_LKL_TIME_INTERNAL_H

#define TT_MODE_OFF		0
#define TT_MODE_EXTERNAL	1
#define TT_MODE_INFCPU		2
#define time_travel_mode	TT_MODE_OFF

struct time_travel_event {
};

/* Macros, so that there need be no event. */
#define time_travel_add_event_rel(...)	do { } while (0)
#define time_travel_del_event(...)	do { } while (0)
#define time_travel_add_irq_event(...)	do { } while (0)
#define time_travel_propagate_time()	do { } while (0)
#define time_travel_wait_readable(...)	do { } while (0)

#endif
