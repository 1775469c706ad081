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
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await fetch(page);
    if (answer === null) return null;
    const list = parseOrNull(parse, answer.data);
    if (list === null) return null;
    items.push(...list.items);
    faults.push(...list.faults);
    if (list.length < FULL_PAGE) break;
  }
  return { items, faults };
}

function parseOrNull<T>(parse: (data: unknown) => ParsedList<T>, data: unknown): ParsedList<T> | null {
  try {
    return parse(data);
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'bad-reply') return null;
    throw error;
  }
}
