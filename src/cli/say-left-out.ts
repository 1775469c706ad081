import type { Receipt } from '../domain/actions/order.js';

/** What an issue was made without, in a line; empty where nothing is missing. */
export function sayLeftOut({ leftOut }: Pick<Receipt, 'leftOut'>): string {
  const { labels = [], people = [] } = leftOut ?? {};
  const names = [
    ...labels.map((name) => `the label ${name}`),
    ...people.map((name) => `the assignee ${name}`),
  ];
  return names.length === 0 ? '' : `The token may not set ${names.join(', ')}: it was made without.\n`;
}
