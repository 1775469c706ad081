import { type Theme, THEMES } from '../domain/chart.js';
import type { PageEnd } from '../domain/ports/timeline-store.js';
import { ID, type PressDecoder } from './filter-press.js';
import { lengthenId, shortenId } from './short-id.js';

/** Presses about the record of change and the page that shows it. */
export type TimelinePress =
  /** What happened in the project of a watch before that. */
  | { readonly kind: 'timeline'; readonly watchId: string; readonly before: PageEnd }
  /** Figures of the project of a watch; with a theme the picture that was pressed is drawn anew in it. */
  | { readonly kind: 'stats'; readonly watchId: string; readonly theme: Theme | null }
  | { readonly kind: 'sign-out' };

export function isTimelinePress(press: { readonly kind: string }): press is TimelinePress {
  return press.kind === 'timeline' || press.kind === 'stats' || press.kind === 'sign-out';
}

export function encodeTimelinePress(press: TimelinePress): string {
  if (press.kind === 'sign-out') return 'z:out';
  if (press.kind === 'stats') return `c:${press.watchId}:${press.theme ?? 'new'}`;
  const { at, position } = press.before;
  return `y:${shortenId(press.watchId)}:${at.getTime()}.${position}`;
}

export const TIMELINE_DECODERS: Readonly<Record<string, PressDecoder<TimelinePress>>> = {
  y: (short, end = '') => {
    const watchId = lengthenId(short);
    const [, time, position] = /^(\d{1,14})\.(\d{1,18})$/.exec(end) ?? [];
    if (watchId === null || time === undefined || position === undefined) return null;
    return { kind: 'timeline', watchId, before: { at: new Date(Number(time)), position } };
  },
  c: (watchId, word) => {
    const theme = THEMES.find((known) => known === word) ?? null;
    if (!ID.test(watchId) || (theme === null && word !== 'new')) return null;
    return { kind: 'stats', watchId, theme };
  },
  z: (what) => (what === 'out' ? { kind: 'sign-out' } : null),
};
