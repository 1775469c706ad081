import { headOf, type Look } from '../../domain/actions/look.js';
import type { Line } from '../../domain/message.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import type { Ground } from './errand.js';
import { wordsFor } from './outcome-text.js';

export function hasMoved({ shownSha }: Pick<Ground, 'shownSha'>, look: Look): boolean {
  return shownSha !== null && shownSha !== headOf(look);
}

/** What has to be said before the head that is seen now takes the place of the one that was shown. */
export function movedLines(t: Texts, ground: Ground, look: Look): readonly Line[] {
  if (!hasMoved(ground, look)) return [];
  return [sentence(t, 'look.moved', { ...wordsFor(t, ground), sha: shortSha(headOf(look) ?? '') })];
}

export function shortSha(sha: string): string {
  return sha.slice(0, 8);
}
