/** The `count` newest of several logs that are each in the order of their ids, newest first. */
export function newestOf<T extends { readonly id: number }>(
  logs: readonly (readonly T[])[],
  count: number,
): T[] {
  const heads = logs.filter((log) => log.length > 0).map((log) => ({ log, at: log.length - 1 }));
  const newest: T[] = [];
  while (newest.length < count) {
    let best: { log: readonly T[]; at: number } | null = null;
    let bestItem: T | undefined;
    for (const head of heads) {
      const item = head.log[head.at];
      if (item !== undefined && (bestItem === undefined || item.id > bestItem.id)) {
        best = head;
        bestItem = item;
      }
    }
    if (best === null || bestItem === undefined) break;
    newest.push(bestItem);
    best.at -= 1;
  }
  return newest;
}
