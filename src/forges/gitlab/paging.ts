/** Where a reply stands in its list. https://docs.gitlab.com/api/rest/#pagination */
export interface Paging {
  readonly hasNext: boolean;
  /** `null` where the server does not count: above 10,000 rows. */
  readonly totalPages: number | null;
}

export function readPaging(headers: Headers): Paging {
  const next = headers.get('x-next-page')?.trim();
  const total = headers.get('x-total-pages')?.trim() ?? '';
  return {
    hasNext: next === undefined ? /rel="?next"?/.test(headers.get('link') ?? '') : next !== '',
    totalPages: /^\d{1,9}$/.test(total) ? Number(total) : null,
  };
}
