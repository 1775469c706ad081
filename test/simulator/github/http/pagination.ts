import type { Answer } from './answer.js';
import type { Call } from './call.js';

export interface Listing<Item> {
  readonly version: number;
  readonly lastModified?: Date;
  readonly isShared?: boolean;
  readonly items: () => readonly Item[];
  readonly render: (item: Item) => unknown;
  /** For lists that come in an object with their total. */
  readonly wrap?: (page: readonly unknown[], total: number) => unknown;
  readonly perPage?: { readonly standard: number; readonly most: number };
}

export function list<Item>(call: Call, listing: Listing<Item>): Answer {
  const { version, lastModified, isShared } = listing;
  const render = () => renderPage(call, listing);
  const dated = lastModified === undefined ? {} : { lastModified };
  return { status: 200, representation: { version, ...dated, isShared: isShared ?? false, render } };
}

function renderPage<Item>(call: Call, listing: Listing<Item>): { body: unknown; link?: string } {
  const { standard, most } = listing.perPage ?? { standard: 30, most: 100 };
  const perPage = Math.min(positive(call.query.per_page, standard), most);
  const page = positive(call.query.page, 1);
  const items = listing.items();
  const shown = items.slice((page - 1) * perPage, page * perPage).map(listing.render);
  const body = listing.wrap === undefined ? shown : listing.wrap(shown, items.length);
  const link = linkHeader(call, page, Math.ceil(items.length / perPage));
  return link === '' ? { body } : { body, link };
}

/** Only relations that lead somewhere else, in GitHub's order. */
function linkHeader(call: Call, page: number, last: number): string {
  const relations: [string, number][] = [];
  if (page > 1) relations.push(['prev', Math.max(1, Math.min(page - 1, last))]);
  if (page < last) relations.push(['next', page + 1], ['last', last]);
  if (page > 1) relations.push(['first', 1]);
  return relations.map(([name, number]) => `<${addressOf(call, number)}>; rel="${name}"`).join(', ');
}

function addressOf(call: Call, page: number): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(call.query)) query.set(key, String(value));
  query.set('page', String(page));
  return `${call.state.url}/api/v3${call.resource}?${query.toString()}`;
}

function positive(value: unknown, otherwise: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}
