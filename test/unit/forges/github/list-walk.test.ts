import { describe, expect, it } from '@jest/globals';
import { walkList } from '../../../../src/forges/github/list-walk.js';
import type { ListSource } from '../../../../src/forges/github/list-walk.js';

const PAGE_SIZE = 3;

/** Minute `n` of a day. */
function minute(n: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
}

/** A list of minutes, newest first, as a server with ETags shows it. */
class FakeList implements ListSource<string> {
  readonly maxPages: number;
  readonly asked: { readonly page: number; readonly etag: string | null }[] = [];
  #items: string[];

  constructor(minutes: readonly number[], maxPages = 3) {
    this.#items = minutes.map(minute);
    this.maxPages = maxPages;
  }

  add(...minutes: readonly number[]): void {
    this.#items = [...minutes.map(minute), ...this.#items];
  }

  sortedBy(item: string): string {
    return item;
  }

  fetch(page: number, etag: string | null): ReturnType<ListSource<string>['fetch']> {
    this.asked.push({ page, etag });
    const items = this.#items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const current = `"${items.join()}"`;
    const isModified = etag !== current;
    return Promise.resolve({
      isModified,
      items: isModified ? items : [],
      isFull: isModified && items.length === PAGE_SIZE,
      etag: current,
      serverTime: null,
    });
  }
}

describe('walkList', () => {
  it('reads the first page alone for the baseline, however long the list', async () => {
    const list = new FakeList([9, 8, 7, 6, 5, 4, 3, 2, 1]);

    const walk = await walkList(list, null);

    expect(walk.items).toEqual([9, 8, 7].map(minute));
    expect(walk.mark).toMatchObject({ newestAt: minute(9), backlog: null });
    expect(list.asked).toHaveLength(1);
  });

  it('asks with the ETag and keeps its mark when nothing changed', async () => {
    const list = new FakeList([9, 8, 7]);
    const { mark } = await walkList(list, null);

    const walk = await walkList(list, mark);

    expect(walk).toMatchObject({ isFirstModified: false, items: [], mark });
    expect(list.asked[1]).toEqual({ page: 1, etag: mark.etag });
  });

  it('stops at the first page that reaches what was read before', async () => {
    const list = new FakeList([9, 8, 7, 6, 5]);
    const { mark } = await walkList(list, null);
    list.add(21);

    const walk = await walkList(list, mark);

    expect(walk.items).toEqual([21, 9, 8].map(minute));
    expect(walk.mark).toMatchObject({ newestAt: minute(21), backlog: null });
    expect(list.asked.slice(1).map(({ page }) => page)).toEqual([1]);
  });

  it('goes on while a page holds only news', async () => {
    const list = new FakeList([9, 8, 7, 6, 5]);
    const { mark } = await walkList(list, null);
    list.add(23, 22, 21, 20);

    const walk = await walkList(list, mark);

    expect(walk.items).toEqual([23, 22, 21, 20, 9, 8].map(minute));
    expect(walk.mark.backlog).toBeNull();
  });

  it('reads everything since an empty baseline', async () => {
    const list = new FakeList([]);
    const { mark } = await walkList(list, null);
    list.add(4, 3, 2, 1);

    const walk = await walkList(list, mark);

    expect(walk.items).toEqual([4, 3, 2, 1].map(minute));
  });

  it('takes a long absence in several reads and misses nothing, also while news come in', async () => {
    const list = new FakeList([0]);
    let { mark } = await walkList(list, null);
    const arrived = Array.from({ length: 40 }, (_, index) => 100 - index);
    list.add(...arrived);
    const seen = new Set<string>();

    for (let read = 0; read < 12; read += 1) {
      const walk = await walkList(list, mark);
      for (const item of walk.items) seen.add(item);
      mark = walk.mark;
      if (read < 6) list.add(200 + read);
    }

    const missed = [...arrived, 200, 201, 202, 203, 204, 205].map(minute).filter((item) => !seen.has(item));
    expect(missed).toEqual([]);
    expect(mark.backlog).toBeNull();
  });

  it('reads no more pages at a time than it may', async () => {
    const list = new FakeList([0], 2);
    const { mark } = await walkList(list, null);
    list.add(...Array.from({ length: 40 }, (_, index) => 100 - index));
    list.asked.length = 0;

    await walkList(list, mark);

    expect(list.asked.map(({ page }) => page)).toEqual([1, 2]);
  });

  it('reads an item of the newest second once more, because order ends there', async () => {
    const list = new FakeList([9]);
    const { mark } = await walkList(list, null);
    list.add(9);

    const walk = await walkList(list, mark);

    expect(walk.items).toEqual([minute(9), minute(9)]);
    expect(walk.floor).toBe(minute(8));
  });
});
