import type { z } from 'zod';

/** Recorded bodies of one kind, and what becomes of each field that is used of them. */
export interface BodyRow {
  /** The whole name of the kind. */
  readonly kind: RegExp;
  readonly schema: z.ZodObject;
  /** The items in a body; missing: it is a list of them, or one. */
  readonly items?: (body: unknown) => readonly unknown[];
  /** As the adapter makes it of the recorded item; throws where it is not understood. */
  readonly make: (raw: unknown) => unknown;
  /** Path in the recorded item → path in what is made of it; `[]` stands for each of a list. */
  readonly carries: Readonly<Record<string, string>>;
  /** Fields that decide something, and stand nowhere themselves. */
  readonly weighs: readonly string[];
  /** Path in what is made → what those decide of it; `null`: nothing stands there; `undefined`: it may be anything. */
  readonly decides?: Readonly<Record<string, (raw: Recorded) => unknown>>;
}

interface RecordedPerson {
  readonly id: number;
}

/** What an item may hold that decides something. */
export interface Recorded {
  readonly id?: number | null;
  readonly head_branch?: string | null;
  readonly state?: string;
  readonly draft?: boolean;
  readonly work_in_progress?: boolean;
  readonly description?: string | null;
  readonly body?: string | null;
  readonly merge_when_pipeline_succeeds?: boolean;
  readonly merge_user?: RecordedPerson | null;
  readonly merged_by?: RecordedPerson | null;
  readonly merged_at?: string | null;
  readonly closed_by?: RecordedPerson | null;
  readonly conclusion?: string | null;
}

export function itemsOf({ items }: BodyRow, body: unknown): readonly unknown[] {
  if (items !== undefined) return items(body);
  return Array.isArray(body) ? body : [body];
}

/** Fields of the schema that the row forgets. */
export function forgottenFields({ schema, carries, weighs }: BodyRow): readonly string[] {
  const named = new Set([...Object.keys(carries).map((path) => path.split(/\.|\[/)[0] ?? ''), ...weighs]);
  return Object.keys(schema.shape).filter((field) => !named.has(field));
}

/** Fields that the recorded item has and what is made of it lacks, with both values. */
export function lostFields(row: BodyRow, raw: unknown): readonly string[] {
  const made = row.make(raw);
  const lost = Object.entries(row.carries).flatMap(([from, to]) => {
    const [sent, kept] = [valueAt(raw, from), valueAt(made, to)];
    return isNothing(sent) || isSame(sent, kept) ? [] : [`${from}: ${text(sent)}, but ${to}: ${text(kept)}`];
  });
  const wrong = Object.entries(row.decides ?? {}).flatMap(([to, decide]) => {
    const [due, kept] = [decide(raw as Recorded), valueAt(made, to)];
    const isRight = due === undefined || (due === null ? isNothing(kept) : isSame(due, kept));
    return isRight ? [] : [`${to}: ${text(kept)}, not ${text(due)}`];
  });
  return [...lost, ...wrong];
}

function valueAt(value: unknown, path: string): unknown {
  const [head = '', ...rest] = path.split('.');
  if (head === '') return value;
  if (value === null || typeof value !== 'object') return undefined;
  const isEach = head.endsWith('[]');
  const found = (value as Readonly<Record<string, unknown>>)[isEach ? head.slice(0, -2) : head];
  if (!isEach) return valueAt(found, rest.join('.'));
  return Array.isArray(found) ? found.map((one) => valueAt(one, rest.join('.'))) : found;
}

/** A list holds as much as its items do. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isNothing);
  return value === undefined || value === null || value === '';
}

const TIME = /^\d{4}-\d\d-\d\d[T ]/;
/** Texts that are shorter than this are kept whole. */
const CUT_FROM = 600;

/** Numbers are kept as text, times in one form, and long texts are cut. */
function isSame(sent: unknown, kept: unknown): boolean {
  if (Array.isArray(sent)) {
    const list: readonly unknown[] = Array.isArray(kept) ? kept : [];
    return sent.every((one, index) => isNothing(one) || isSame(one, list[index]));
  }
  const [one, other] = [text(sent), text(kept)];
  if (TIME.test(one) && TIME.test(other)) return Date.parse(one) === Date.parse(other);
  return one === other || (other.length >= CUT_FROM && one.startsWith(other));
}

function text(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Who is mentioned, found in the simplest way; `undefined`: it may hold code or a quote. */
export function namesIn(text: string | null | undefined): readonly string[] | undefined {
  if (/[`>~]/.test(text ?? '')) return undefined;
  return [...(text ?? '').matchAll(/(?<![\w/@.])@([\w-]+)/g)].map(([, name = '']) => name.toLowerCase());
}
