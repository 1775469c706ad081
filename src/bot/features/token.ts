import { Composer } from 'telegraf';
import type { Forge } from '../../domain/forge.js';
import type { Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import type { Secret } from '../../domain/secret.js';
import type { BotDeps } from '../bot-deps.js';
import { FORGE_NAMES, instanceName, instanceSpan } from '../forge-words.js';
import { linkToken, possibleForges, type LinkOutcome } from '../link-token.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { offerSuggested } from '../picking/offer-suggested.js';
import { parseTokenArgument } from '../token-argument.js';
import { explainToken, keptNote, linkAnswer } from '../token-answer.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';

const CHOOSE_FORGE = 'choose-forge';

/** Links an account. The message with the token is gone before this runs. */
export function tokenFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('token', (turn) => takeToken(deps, turn)));
  composer.use(onPending(CHOOSE_FORGE, (turn, pending, choice) => finishChoice(deps, turn, pending, choice)));
  return composer;
}

async function takeToken(deps: BotDeps, turn: Turn): Promise<void> {
  const { t, visit, talk } = turn;
  const parsed = parseTokenArgument(visit.command?.argument ?? '', deps.forges);
  const allowed = deps.forges.map((forge) => instanceName(forge)).join(', ');
  switch (parsed.kind) {
    case 'empty':
      return talk.reply(explainToken(t, deps.forges));
    case 'address':
      return talk.reply(withNote(turn, explainToken(t, [parsed.forge])));
    case 'foreign-address':
      return talk.reply(withNote(turn, { lines: [sentence(t, 'token.foreign-address', { allowed })] }));
    case 'unclear':
      return talk.reply(withNote(turn, { lines: [sentence(t, 'token.unclear')] }));
    case 'token':
      return placeToken(deps, turn, parsed.secret, parsed.forge);
  }
}

/** Finds the instance by the name given or the token's form, or asks. */
async function placeToken(deps: BotDeps, turn: Turn, secret: Secret, named: Forge | null): Promise<void> {
  const { t, talk, visit } = turn;
  const candidates = possibleForges(secret, deps.forges, deps.adapters);
  const chosen = named === null ? candidates : candidates.filter((forge) => forge.url === named.url);
  const [first, ...others] = chosen;
  if (first === undefined) {
    const key = named === null ? 'token.no-instance' : 'token.wrong-forge';
    const allowed = deps.forges.map((forge) => instanceName(forge)).join(', ');
    const params = { allowed, forge: named === null ? '' : instanceSpan(named) };
    return talk.reply(withNote(turn, { lines: [sentence(t, key, params)] }));
  }
  if (others.length === 0) {
    const outcome = await linkToken(deps, visit.visitor.id, { forge: first, secret });
    await talk.reply(withNote(turn, linkAnswer(t, first, outcome, deps.clock())));
    return goOnToProjects(deps, turn, outcome);
  }
  const payload = { forges: chosen.map((forge) => forge.url) };
  const action = await keepPending(deps, visit, { action: CHOOSE_FORGE, payload, secret });
  await talk.reply(
    withNote(turn, {
      lines: [sentence(t, 'token.which-forge')],
      buttons: chosen.map((forge, index) => [
        { label: `${FORGE_NAMES[forge.kind]}: ${instanceName(forge)}`, action: action(index) },
      ]),
    }),
  );
}

async function finishChoice(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const { t, talk, visit } = turn;
  const urls: unknown = pending.payload.forges;
  const url: unknown = Array.isArray(urls) ? urls[choice] : null;
  const forge = deps.forges.find((known) => known.url === url);
  const taken = forge === undefined ? null : await deps.stores.pending.take(pending.id, deps.clock());
  const secret = taken?.secret ?? null;
  if (forge === undefined || secret === null) return talk.answer(t('press.expired'));
  await talk.answer();
  const outcome = await linkToken(deps, visit.visitor.id, { forge, secret });
  await talk.show(linkAnswer(t, forge, outcome, deps.clock()));
  await goOnToProjects(deps, turn, outcome);
}

/** A new account is of no use before something is watched through it. */
async function goOnToProjects(deps: BotDeps, turn: Turn, outcome: LinkOutcome): Promise<void> {
  if (outcome.kind !== 'linked') return;
  await offerSuggested(deps, turn, outcome.account, outcome.isNew ? 'always' : 'if-suggested');
}

function withNote(turn: Turn, message: Message): Message {
  return { ...message, lines: [...message.lines, ...keptNote(turn)] };
}
