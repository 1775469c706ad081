import type { Occurrence } from '../define-event.js';

interface Look {
  readonly state: string;
  readonly updatedAt: string;
}

/** It was closed and is open; forges do not say who opened it again. */
export function reopened({
  before,
  after,
}: {
  readonly before: Look | null;
  readonly after: Look;
}): readonly Occurrence[] {
  if (before?.state !== 'closed' || after.state !== 'open') return [];
  return [{ occasion: after.updatedAt, actor: null, at: after.updatedAt }];
}
