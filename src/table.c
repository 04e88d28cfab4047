#include "table.h"

#include "codes_table.h"
#include "words.h"

static struct span pool_text(struct codes_text text)
{
	return (struct span){text.length > 0 ? codes_pool + text.at : NULL, text.length};
}

size_t table_count(void)
{
	return codes_row_count;
}

struct row table_row(size_t row)
{
	if (row == TABLE_NONE)
		return (struct row){.retry = RETRY_UNKNOWN};
	if (row == TABLE_SUCCESS)
		return (struct row){
			.status = 200,
			.description = SPAN("The status code 200 indicates that the request is successful."),
			.retry = RETRY_UNKNOWN,
			.page = true,
		};
	const struct codes_row *from = &codes_rows[row];
	return (struct row){
		.status = from->status,
		.code = pool_text(from->code),
		.message = pool_text(from->message),
		.description = pool_text(from->description),
		.fix = pool_text(from->fix),
		.retry = (enum retry)from->retry,
		.page = from->page,
	};
}

/* The key that is a code or an alias, or NULL. */
static const struct codes_key *find_key(struct span code)
{
	char bytes[CODE_FOLDED];
	struct span folded = code_fold(code, bytes);
	uint32_t hash = code_hash(folded);
	for (uint32_t at = hash, number; (number = codes_key_slots[at & codes_key_mask]) != 0; at++) {
		const struct codes_key *key = &codes_keys[number - 1];
		if (key->hash == hash && span_equals(folded, pool_text(key->folded)))
			return key;
	}
	return NULL;
}

size_t table_find(struct span code)
{
	const struct codes_key *key = find_key(code);
	return key ? key->row : TABLE_NONE;
}

size_t table_first(size_t row)
{
	return codes_rows[row].first;
}

static size_t row_or_none(size_t row)
{
	return row < codes_row_count ? row : TABLE_NONE;
}

size_t table_next(size_t row)
{
	return row_or_none(codes_rows[row].next);
}

bool table_is_general(size_t row)
{
	return codes_rows[row].page || (codes_rows[row].first == row && codes_rows[row].code.length > 0);
}

size_t table_next_general(size_t row)
{
	size_t next = table_next(row); /* the rows of the page come first */
	return next != TABLE_NONE && table_is_general(next) ? next : TABLE_NONE;
}

size_t table_by_status(int status)
{
	bool any = status >= CODES_STATUS_LOWEST && status <= CODES_STATUS_HIGHEST;
	return any ? row_or_none(codes_first_of_status[status - CODES_STATUS_LOWEST]) : TABLE_NONE;
}

size_t table_next_by_status(size_t row)
{
	return row_or_none(codes_rows[row].next_of_status);
}

/* The last row whose code and message begin in the pool at `at` or before. */
static size_t row_at(size_t at)
{
	size_t low = 0, high = codes_row_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (codes_rows[middle].code.at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static bool is_inside(struct codes_text text, size_t at, size_t length)
{
	return at >= text.at && at + length <= text.at + text.length;
}

size_t table_by_part(struct span text, size_t after)
{
	size_t row = after == TABLE_NONE ? 0 : after + 1;
	if (row >= codes_row_count)
		return TABLE_NONE;
	const struct codes_row *last = &codes_rows[codes_row_count - 1];
	const struct span all = {codes_pool, last->message.at + last->message.length};
	for (size_t at = codes_rows[row].code.at;; at++) {
		const char *found = span_find_nocase(span_from(all, at), text);
		if (!found)
			return TABLE_NONE;
		at = (size_t)(found - codes_pool);
		row = row_at(at);
		if (is_inside(codes_rows[row].code, at, text.length) ||
			is_inside(codes_rows[row].message, at, text.length))
			return row;
	}
}

size_t table_related(struct span code)
{
	size_t last = code.length;
	while (last > 0 && code.at[last - 1] != '.')
		last--;
	if (last == 0) /* not dotted */
		return TABLE_NONE;
	size_t row = table_find(span_from(code, last));
	for (size_t end = last; row == TABLE_NONE && end > 0; end--)
		if (code.at[end - 1] == '.')
			row = table_find((struct span){code.at, end - 1});
	return row;
}

size_t table_family(size_t row, size_t after)
{
	struct span code = pool_text(codes_rows[row].code);
	const struct codes_key *own = find_key(code), *end = codes_keys + codes_key_count;
	size_t best = TABLE_NONE;
	/* The keys of the family are behind that of the code; its rows may be anywhere. */
	for (const struct codes_key *key = own; key && key < end; key++) {
		struct span name = pool_text(codes_rows[key->row].code);
		if (!span_starts(pool_text(key->folded), pool_text(own->folded)))
			break;
		if (codes_rows[key->row].first == key->row && name.length > code.length &&
			name.at[code.length] == '.' && span_starts_nocase(name, code) &&
			(after == TABLE_NONE || key->row > after) && key->row < best)
			best = key->row;
	}
	return best;
}
