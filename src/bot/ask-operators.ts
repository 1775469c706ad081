import { cutText } from '../channels/cut-text.js';
import { mayUse } from '../domain/access.js';
import type { Stranger } from '../domain/ports/access-store.js';
import { createRateLimit } from '../domain/rate-limit.js';
import { DAY } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';
import { answersTo } from './people.js';
import { sentence } from './phrase.js';
import { tellPrivately } from './tell-privately.js';
import type { TextKey } from './translator.js';

/** Whoever asks in masses is found under `/users`. */
const MOST_A_DAY = 30;
const LONGEST_NAME = 64;

/** Asks every operator about somebody who wants in, and returns what that person reads. */
export type AskOperators = (stranger: Stranger) => Promise<TextKey>;

export function createAskOperators(deps: BotDeps): AskOperators {
  const limit = createRateLimit(MOST_A_DAY, DAY, deps.clock);

  return async (visitor) => {
    const { id, language } = visitor;
    const stranger = { id, language, name: cutText(visitor.name.replace(/\s+/g, ' ').trim(), LONGEST_NAME) };
    const known = await deps.stores.members.find(id);
    if (known?.access === 'revoked') return 'access.denied';
    const wish = await deps.stores.strangers.note(stranger, deps.clock());
    if (wish === 'denied') return 'access.denied';
    if (wish === 'waiting') return 'access.waiting';
    deps.logger.info({ personId: id }, 'a stranger asks to be let in');
    if (limit.try('all') !== 'allowed') return 'access.refused';
    return (await askAll(deps, stranger)) ? 'access.asked' : 'access.refused';
  };
}

/** False when no operator could be reached. */
async function askAll(deps: BotDeps, { id, name }: Stranger): Promise<boolean> {
  const members = await deps.stores.members.list();
  const operators = members.filter(
    (member) => member.isOperator && mayUse(deps.allowedUsers, member.id, member),
  );
  let isAsked = false;
  for (const operator of operators) {
    const isTold = await tellPrivately(deps, operator.id, (t) => ({
      lines: [sentence(t, 'users.wants-in', { name, id: { text: id, style: 'code' } })],
      buttons: [answersTo(t, id)],
    }));
    isAsked ||= isTold;
  }
  return isAsked;
}
