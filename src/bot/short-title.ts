/** A title of 100 kB must leave room for the others of its list. */
const MAX_TITLE = 120;

/** Cut between characters. */
export function shortTitle(text: string, most = MAX_TITLE): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
