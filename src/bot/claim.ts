import { createHash, timingSafeEqual } from 'node:crypto';
import type { Member } from '../domain/ports/people-store.js';
import { HOUR } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { createRateLimit } from '../domain/rate-limit.js';
import type { Visitor } from './visit.js';

const TRIES_PER_HOUR = 5;

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly member: Member }
  | { readonly kind: 'wrong' | 'too-many' | 'too-late' };

export interface Claim {
  try(visitor: Visitor, guess: string): Promise<ClaimOutcome>;
}

/** The code from the daemon's log: whoever sends it first is the operator. */
export function createClaim(code: string, deps: Pick<BotDeps, 'stores' | 'clock' | 'logger'>): Claim {
  const tries = createRateLimit(TRIES_PER_HOUR, HOUR, deps.clock);
  let isUnderWay = false;

  return {
    async try(visitor, guess) {
      if (tries.try(visitor.id) !== 'allowed') return { kind: 'too-many' };
      if (!timingSafeEqual(digest(guess), digest(code))) return { kind: 'wrong' };
      if (isUnderWay) return { kind: 'too-late' };
      isUnderWay = true;
      try {
        if (await deps.stores.members.hasOperator()) return { kind: 'too-late' };
        const known = await deps.stores.members.find(visitor.id);
        const chosenLanguage = known?.chosenLanguage ?? null;
        const member = { ...visitor, chosenLanguage, isOperator: true };
        await deps.stores.members.save(member, deps.clock());
        deps.logger.info({ personId: member.id }, 'the bot was claimed by its operator');
        return { kind: 'claimed', member };
      } finally {
        isUnderWay = false;
      }
    },
  };
}

/** Equal lengths, so that the comparison takes the same time for every guess. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
