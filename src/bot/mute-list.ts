import type { TextLine } from '../domain/message.js';
import { type Mute, NOT_GREEN, UNRESOLVED } from '../domain/mute.js';
import { formatDuration } from './duration.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

/** `until`: `null` of a project that is muted for good. */
export type MuteRow = Pick<Mute, 'title' | 'state'> & { readonly until: Date | null };

/** What is muted, a line each, with what is left of it. */
export function muteLines(t: Texts, mutes: readonly MuteRow[], now: Date): readonly TextLine[] {
  return mutes.map(({ title, until, state }) => {
    if (until === null) return sentence(t, 'mute.row-for-good', { title });
    const key = state === null ? 'mute.row' : (`mute.row-until-${awaitedOf(state)}` as const);
    return sentence(t, key, { title, left: formatDuration(t, until.getTime() - now.getTime()) });
  });
}

/** The change for which a mute waits, as the texts name it. */
export function awaitedOf(state: string): 'change' | 'green' | 'resolved' {
  if (state === UNRESOLVED) return 'resolved';
  return state === NOT_GREEN ? 'green' : 'change';
}
