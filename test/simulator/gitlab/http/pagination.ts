import { badParameter } from './api-error.js';
import type { Call } from './call.js';

export interface Page {
  readonly number: number;
  readonly size: number;
  readonly offset: number;
}

/** Above this the counting headers are left out. */
const MAX_COUNTED = 10_000;

export function pageOf(call: Call): Page {
  const size = call.input.integer('per_page') ?? 20;
  if (size === 0) throw badParameter('per_page has a value not allowed');
  const number = Math.max(1, call.input.integer('page') ?? 1);
  const limited = size < 0 ? 20 : Math.min(100, size);
  return { number, size: limited, offset: (number - 1) * limited };
}

/** The rows of the page that was asked for. */
export function paginate<T>(call: Call, rows: readonly T[]): T[] {
  const page = pageOf(call);
  setPageHeaders(call, page, rows.length);
  return rows.slice(page.offset, page.offset + page.size);
}

export function setPageHeaders(call: Call, page: Page, total: number): void {
  const pages = Math.max(1, Math.ceil(total / page.size));
  const isCounted = total <= MAX_COUNTED;
  const previous = page.number > 1 ? page.number - 1 : null;
  const next = page.number < pages ? page.number + 1 : null;
  const links = [
    ...(previous === null ? [] : [link(call, page, previous, 'prev')]),
    ...(next === null ? [] : [link(call, page, next, 'next')]),
    link(call, page, 1, 'first'),
    ...(isCounted ? [link(call, page, pages, 'last')] : []),
  ];
  void call.reply.headers({
    link: links.join(', '),
    'x-next-page': next === null ? '' : String(next),
    'x-page': String(page.number),
    'x-per-page': String(page.size),
    'x-prev-page': previous === null ? '' : String(previous),
    ...(isCounted ? { 'x-total': String(total), 'x-total-pages': String(pages) } : {}),
  });
}

/** Keyset: only the way on is told. */
export function setKeysetHeaders(call: Call, next: Readonly<Record<string, string>> | null): void {
  if (next === null) return;
  void call.reply.header('link', `<${urlWith(call, next)}>; rel="next"`);
}

function link(call: Call, page: Page, number: number, rel: string): string {
  return `<${urlWith(call, { page: String(number), per_page: String(page.size) })}>; rel="${rel}"`;
}

function urlWith(call: Call, changes: Readonly<Record<string, string>>): string {
  const url = new URL(call.request.url, call.store.baseUrl);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.toString();
}
