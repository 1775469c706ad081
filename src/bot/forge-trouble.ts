import type { ForgeError } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { TextLine } from '../domain/message.js';
import { FORGE_TROUBLE, instanceSpan } from './forge-words.js';
import { sentence, type PhraseParams } from './phrase.js';
import type { TextKey, Texts } from './translator.js';

export type Trouble = Pick<ForgeError, 'code' | 'retryAfterSeconds'>;

/** Above it a wait is told in minutes. */
const MANY_SECONDS = 90;

/** The sentence about it, which takes `forge`, with for how long where the forge tells. */
export function troubleOf({ code, retryAfterSeconds }: Trouble): {
  readonly key: TextKey;
  readonly params: PhraseParams;
} {
  if (code !== 'rate-limited' || retryAfterSeconds === undefined) {
    return { key: FORGE_TROUBLE[code], params: {} };
  }
  if (retryAfterSeconds > MANY_SECONDS) {
    return { key: 'forge.limited-minutes', params: { count: Math.ceil(retryAfterSeconds / 60) } };
  }
  return { key: 'forge.limited', params: { count: Math.max(1, Math.ceil(retryAfterSeconds)) } };
}

export function troubleLine(t: Texts, trouble: Trouble, forge: Forge): TextLine {
  const { key, params } = troubleOf(trouble);
  return sentence(t, key, { forge: instanceSpan(forge), ...params });
}
