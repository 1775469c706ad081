/** Buttons of one view; more do not fit on a phone. */
export const PAGE_SIZE = 8;

export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** The page nearest to the one asked for: a list may have become shorter since its buttons were made. */
export function pageOf<T>(items: readonly T[], asked: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const page = Math.min(Math.max(0, asked), pages - 1);
  return { items: items.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE), page, pages };
}
