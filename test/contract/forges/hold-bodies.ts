import { expect, it } from '@jest/globals';
import { type BodyRow, forgottenFields, itemsOf, lostFields } from './recorded-bodies.js';

/** One recorded body, and what it is of. */
export interface RecordedBody {
  readonly kind: string;
  readonly body: unknown;
}

/** Holds the rows to all bodies, and all bodies to the rows. */
export function holdBodies(
  bodies: readonly RecordedBody[],
  { rows, unread }: { readonly rows: readonly BodyRow[]; readonly unread: readonly RegExp[] },
): void {
  it('of each kind are in a row, or are of a kind that is not read', () => {
    const isIn = (kinds: readonly RegExp[], kind: string): boolean => kinds.some((one) => one.test(kind));
    const read = rows.map(({ kind }) => kind);
    const odd = bodies.map(({ kind }) => kind).filter((kind) => isIn(read, kind) === isIn(unread, kind));

    expect(odd).toEqual([]);
  });

  it.each(rows.map((row) => [String(row.kind), row] as const))(
    '%s are understood, and lose no field that is used',
    (_kind, row) => {
      const items = bodies
        .filter(({ kind }) => row.kind.test(kind))
        .flatMap(({ body }) => itemsOf(row, body));

      expect(items.length).toBeGreaterThan(0);
      expect(items.flatMap((raw) => lostFields(row, raw))).toEqual([]);
      expect(forgottenFields(row)).toEqual([]);
    },
  );
}
