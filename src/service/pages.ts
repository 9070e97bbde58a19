import type { Range } from './endpoints.ts';
import { LIMITS } from './model/limits.ts';
import type { Page } from './model/page.ts';
import { ServiceError } from './serviceError.ts';

/** The largest pages that the service allows, so that there are few requests. */
export const PAGE_SIZE = LIMITS.page.max;

/** Pages that are requested in advance, to hide the latency of a distant service. */
const PAGES_AHEAD = 8;

/**
 * Most items and pages of one list: twice the clients that a tenant can have, and ten times the pages that they need. A
 * list that is longer never ends.
 */
const LIST_LIMITS = { items: 2 * LIMITS.clientsPerTenant, pages: 500 } as const;

interface AskedPage<T> {
  readonly skip: number;
  readonly page: Promise<Page<T>>;
}

/** Throws `endlessList` when more of a list was read than it can have. */
export function assertListEnds({ items, pages }: { readonly items: number; readonly pages: number }): void {
  if (items > LIST_LIMITS.items || pages > LIST_LIMITS.pages) {
    throw new ServiceError('endlessList', { detail: 'Total-Count' });
  }
}

/** An item of a list, which its id tells from all others. */
export interface Item {
  readonly id: string | number;
}

/**
 * Returns how long a list is at least when the service doesn't say: a page that is full can have a successor.
 *
 * @param range what was requested
 * @param items how many items the page has
 */
export const leastCount = ({ skip, count }: Range, items: number): number =>
  skip + items + (items >= count ? 1 : 0);

/**
 * Returns the items of a page that weren't on the page before. Items that are added while a list is read move others to the
 * next page, where they come first.
 */
export function withoutRepeated<T extends Item>(before: readonly T[], items: readonly T[]): readonly T[] {
  const [first] = items;
  if (first === undefined || !before.some(({ id }) => id === first.id)) return items;
  const known = new Set(before.map(({ id }) => id));
  return items.filter(({ id }) => !known.has(id));
}

/** Reads pages until the list ends, and each item once. Throws `endlessList` when it doesn't end. */
export async function* readPages<T extends Item>(
  read: (range: Range) => Promise<Page<T>>,
  first: readonly T[] = [],
): AsyncGenerator<Page<T>, void, undefined> {
  let [items, pages, before] = [first.length, 0, first];
  for await (const page of readUnlimited(read, first.length)) {
    items += page.items.length;
    pages += 1;
    assertListEnds({ items, pages });
    yield { ...page, items: withoutRepeated(before, page.items) };
    before = page.items;
  }
}

async function* readUnlimited<T>(
  read: (range: Range) => Promise<Page<T>>,
  from: number,
): AsyncGenerator<Page<T>, void, undefined> {
  const ahead: AskedPage<T>[] = [];
  const ask = (skip: number): AskedPage<T> => {
    const page = read({ skip, count: PAGE_SIZE });
    // A page that fails after the caller has stopped must not end the process.
    page.catch(() => {});
    return { skip, page };
  };
  for (let at = from; ; ) {
    const page = await (ahead.shift() ?? ask(at)).page;
    at += page.items.length;
    // An empty page ends the list whatever the count says, because the list can have become shorter.
    const isLast = page.items.length === 0 || at >= page.totalCount;
    // When a page is shorter than requested, the next request starts where that page ended.
    if (isLast || ahead[0]?.skip !== at) ahead.length = 0;
    // The service is expected to return pages of the same length.
    const step = page.items.length;
    for (let next = at + ahead.length * step; !isLast && next < page.totalCount; next += step) {
      if (ahead.length === PAGES_AHEAD) break;
      ahead.push(ask(next));
    }
    yield page;
    if (isLast) return;
  }
}
