import { ForgeError } from '../../domain/errors.js';
import type { Answer } from './client.js';
import type { ParsedList } from './lenient-parse.js';

/** GitHub's most for one page. */
export const FULL_PAGE = 100;

export interface PagedItems<T> {
  readonly items: readonly T[];
  readonly faults: readonly string[];
}

/** The pages of a short list, up to a bound; `null` when one cannot be had or is no list. */
export async function readPages<T>(
  fetch: (page: number) => Promise<Answer | null>,
  parse: (data: unknown) => ParsedList<T>,
  maxPages: number,
): Promise<PagedItems<T> | null> {
  const items: T[] = [];
  const faults: string[] = [];
  const ask = async (page: number): Promise<ParsedList<T> | null> => {
    const answer = await fetch(page);
    return answer === null ? null : parseOrNull(parse, answer.data);
  };
  for await (const list of walkPages(maxPages, ask)) {
    if (list === null) return null;
    items.push(...list.items);
    faults.push(...list.faults);
  }
  return { items, faults };
}

/** Page after page, asked for only when the one before was full; at most `maxPages`. */
export async function* walkPages<L extends { readonly length: number } | null>(
  maxPages: number,
  ask: (page: number) => Promise<L>,
): AsyncGenerator<L> {
  for (let page = 1; page <= maxPages; page += 1) {
    const list = await ask(page);
    yield list;
    if (list === null || list.length < FULL_PAGE) return;
  }
}

function parseOrNull<T>(parse: (data: unknown) => ParsedList<T>, data: unknown): ParsedList<T> | null {
  try {
    return parse(data);
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'bad-reply') return null;
    throw error;
  }
}
