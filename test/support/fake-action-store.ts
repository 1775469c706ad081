import {
  occasionOf,
  type ActionEnd,
  type ActionRecord,
  type Deed,
} from '../../src/domain/actions/action-record.js';
import type { ActionStore, Beginning } from '../../src/domain/ports/action-store.js';

/** The audit log in memory. */
export class FakeActionStore implements ActionStore {
  readonly rows: ActionRecord[] = [];

  begin(deed: Deed, now: Date, abandonedBefore: Date): Promise<Beginning> {
    const known = this.rows.find((row) => row.requestKey === deed.requestKey);
    if (known !== undefined) return Promise.resolve({ kind: 'known', record: known });
    const occasion = occasionOf(deed);
    const other = this.rows.find(
      (row) =>
        occasion !== null &&
        row.finishedAt === null &&
        row.startedAt >= abandonedBefore &&
        occasionOf(row) === occasion,
    );
    if (other !== undefined) return Promise.resolve({ kind: 'busy', record: other });
    const id = String(this.rows.length + 1);
    const open = { finishedAt: null, result: null, code: null, receipt: null };
    this.rows.push({ ...deed, ...open, id, startedAt: now });
    return Promise.resolve({ kind: 'begun', id });
  }

  finish(id: string, end: ActionEnd, now: Date): Promise<void> {
    const index = this.rows.findIndex((row) => row.id === id);
    const row = this.rows[index];
    const isForgetful = end.result === 'unsure' && row?.finishedAt !== null;
    if (row !== undefined && !isForgetful) this.rows[index] = { ...row, ...end, finishedAt: now };
    return Promise.resolve();
  }

  note(deed: Deed, end: ActionEnd, now: Date): Promise<void> {
    const isKnown = this.rows.some((row) => row.requestKey === deed.requestKey);
    const id = String(this.rows.length + 1);
    if (!isKnown) this.rows.push({ ...deed, ...end, id, startedAt: now, finishedAt: now });
    return Promise.resolve();
  }

  find(requestKey: string): Promise<ActionRecord | null> {
    return Promise.resolve(this.rows.find((row) => row.requestKey === requestKey) ?? null);
  }

  listOpen(startedBefore: Date, limit: number): Promise<readonly ActionRecord[]> {
    const open = this.rows.filter((row) => row.finishedAt === null && row.startedAt < startedBefore);
    return Promise.resolve(open.slice(0, limit));
  }

  history({
    personId,
    before,
    limit,
  }: Parameters<ActionStore['history']>[0]): Promise<readonly ActionRecord[]> {
    const found: ActionRecord[] = [];
    for (let at = this.rows.length - 1; at >= 0 && found.length < limit; at -= 1) {
      const row = this.rows[at];
      if (row === undefined || (personId !== null && row.personId !== personId)) continue;
      if (before === null || Number(row.id) < Number(before)) found.push(row);
    }
    return Promise.resolve(found);
  }
}
