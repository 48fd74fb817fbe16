// SPDX-License-Identifier: GPL-2.0
/*
 * A configuration in JSON, read by json-c.
 */
#include <json.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_sys.h>

#include "config/config.h"

#define KEY_BYTES	80

static int syntax_error(struct lkl_config *config, const char *text,
			size_t at, const char *what)
{
	unsigned int line = 1, column = 1;
	size_t i;

	for (i = 0; i < at; i++) {
		column++;
		if (text[i] == '\n') {
			line++;
			column = 1;
		}
	}
	return lkl__config_tell(config, -LKL_EBADMSG,
				"line %u, column %u: %s", line, column, what);
}

/* With a zero byte in it a text would be cut off there. */
static bool is_text(struct json_object *value)
{
	return json_object_is_type(value, json_type_string) &&
	       strlen(json_object_get_string(value)) ==
	       (size_t)json_object_get_string_len(value);
}

static int set_text(struct lkl_config *config, const char *key,
		    struct json_object *value)
{
	if (!is_text(value))
		return lkl__config_fail(config, -LKL_EINVAL, key,
					"a text with a zero byte");
	return lkl_config_set(config, key, json_object_get_string(value));
}

/* Texts of an array, in one list. */
static int set_list(struct lkl_config *config, const char *key,
		    struct json_object *array)
{
	size_t i, nr = json_object_array_length(array), used = 0, bytes = 1;
	struct json_object *item;
	char *list;
	int err;

	for (i = 0; i < nr; i++) {
		item = json_object_array_get_idx(array, i);
		if (!is_text(item))
			return lkl__config_fail(config, -LKL_EINVAL, key,
						"not a list of texts");
		bytes += json_object_get_string_len(item) + 1;
	}
	list = calloc(1, bytes);
	if (!list)
		return lkl__config_fail(config, -LKL_ENOMEM, key,
					"out of memory");
	for (i = 0; i < nr; i++) {
		item = json_object_array_get_idx(array, i);
		used += sprintf(list + used, "%s%s", i ? ";" : "",
				json_object_get_string(item));
	}
	err = lkl_config_set(config, key, list);
	free(list);
	return err;
}

static int set_value(struct lkl_config *config, const char *key,
		     struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_string:
		return set_text(config, key, value);
	case json_type_int:
	case json_type_double:
		return lkl_config_set(config, key,
				      json_object_get_string(value));
	case json_type_boolean:
		return lkl_config_set(config, key,
				      json_object_get_boolean(value) ?
				      "1" : "0");
	case json_type_array:
		return set_list(config, key, value);
	default:
		/* An unknown key is the worse mistake. */
		if (lkl_config_set(config, key, NULL))
			return -LKL_ENOENT;
		return lkl__config_fail(config, -LKL_EINVAL, key,
					"neither text nor number");
	}
}

static int set_interface(struct lkl_config *config, size_t nr,
			 struct json_object *object)
{
	struct json_object_iterator it, end;
	char key[KEY_BYTES];
	int err = 0;

	snprintf(key, sizeof(key), "interfaces[%zu]", nr);
	if (!json_object_is_type(object, json_type_object))
		return lkl__config_fail(config, -LKL_EINVAL, key,
					"not an object");
	it = json_object_iter_begin(object);
	end = json_object_iter_end(object);
	for (; !err && !json_object_iter_equal(&it, &end);
	     json_object_iter_next(&it)) {
		snprintf(key, sizeof(key), "interfaces[%zu].%s", nr,
			 json_object_iter_peek_name(&it));
		err = set_value(config, key, json_object_iter_peek_value(&it));
	}
	return err;
}

static int set_interfaces(struct lkl_config *config,
			  struct json_object *array)
{
	size_t i;
	int err = 0;

	if (!json_object_is_type(array, json_type_array))
		return lkl__config_fail(config, -LKL_EINVAL, "interfaces",
					"not a list");
	for (i = 0; !err && i < json_object_array_length(array); i++)
		err = set_interface(config, i,
				    json_object_array_get_idx(array, i));
	return err;
}

static int set_all(struct lkl_config *config, struct json_object *object)
{
	struct json_object_iterator it, end;
	struct json_object *value;
	const char *name;
	int err = 0;

	it = json_object_iter_begin(object);
	end = json_object_iter_end(object);
	for (; !err && !json_object_iter_equal(&it, &end);
	     json_object_iter_next(&it)) {
		name = json_object_iter_peek_name(&it);
		value = json_object_iter_peek_value(&it);
		err = strcmp(name, "interfaces") ?
		      set_value(config, name, value) :
		      set_interfaces(config, value);
	}
	return err;
}

static int parse(struct lkl_config *config, struct json_tokener *tok,
		 const char *text, size_t bytes)
{
	struct json_object *object;
	enum json_tokener_error error;
	size_t end;
	int err;

	object = json_tokener_parse_ex(tok, text, bytes);
	error = json_tokener_get_error(tok);
	end = json_tokener_get_parse_end(tok);
	if (error == json_tokener_continue)
		return syntax_error(config, text, bytes, "unexpected end");
	if (error != json_tokener_success)
		return syntax_error(config, text, end,
				    json_tokener_error_desc(error));
	while (end < bytes && strchr(" \t\r\n", text[end]))
		end++;
	if (end < bytes)
		err = syntax_error(config, text, end,
				   "something after the end");
	else if (!json_object_is_type(object, json_type_object))
		err = syntax_error(config, text, 0, "not an object");
	else
		err = set_all(config, object);
	json_object_put(object);
	return err;
}

int lkl_config_load_json(struct lkl_config *config, const char *text,
			 size_t bytes)
{
	struct json_tokener *tok;
	int err;

	if (bytes > INT32_MAX)
		return lkl__config_fail(config, -LKL_EFBIG, "JSON",
					"too long");
	tok = json_tokener_new();
	if (!tok)
		return lkl__config_fail(config, -LKL_ENOMEM, "JSON",
					"out of memory");
	json_tokener_set_flags(tok, JSON_TOKENER_STRICT |
			       JSON_TOKENER_ALLOW_TRAILING_CHARS);
	err = parse(config, tok, text, bytes);
	json_tokener_free(tok);
	return err;
}
