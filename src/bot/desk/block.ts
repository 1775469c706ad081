import type { Desk, Reporter } from '../../domain/desk.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { ownDesk } from './settings.js';

/** `/desk block`, as a reply to somebody or to their ticket, or with a name. */
export async function block(deps: BotDeps, turn: Turn, argument: string): Promise<void> {
  const { talk, t } = turn;
  const desk = await ownDesk(deps, turn);
  if (desk === null) return;
  const meant =
    (await repliedPerson(deps, turn)) ?? named(await deps.stores.desks.reporters(desk.id), argument);
  if (!('id' in meant)) return talk.reply({ lines: [unclear(turn, meant)] });
  if (meant.id === desk.ownerId) return talk.reply({ lines: [sentence(t, 'desk.not-owner')] });
  await deps.stores.desks.block(desk.id, meant, deps.clock());
  deps.logger.info({ deskId: desk.id, personId: meant.id }, 'a desk does not listen to somebody any more');
  await talk.reply({ lines: [sentence(t, 'desk.blocked', { name: meant.name })] });
}

export async function unblock(deps: BotDeps, turn: Turn, argument: string): Promise<void> {
  const { talk, t } = turn;
  const desk = await ownDesk(deps, turn);
  if (desk === null) return;
  const meant =
    (await repliedPerson(deps, turn)) ?? named(await deps.stores.desks.blocked(desk.id), argument);
  if (!('id' in meant)) return talk.reply({ lines: [unclear(turn, meant)] });
  const wasBlocked = await unblockOne(deps, desk, meant);
  await talk.reply({
    lines: [sentence(t, wasBlocked ? 'desk.unblocked' : 'desk.not-blocked', { name: meant.name })],
  });
}

function unblockOne({ stores }: BotDeps, desk: Desk, { id }: Reporter): Promise<boolean> {
  return stores.desks.unblock(desk.id, id);
}

/** Whoever wrote the message, or the ticket that it tells of. */
async function repliedPerson({ stores }: BotDeps, { visit }: Turn): Promise<Reporter | null> {
  const { address, repliesTo, repliesToPerson } = visit;
  if (repliesTo === null || repliesToPerson !== null) return repliesToPerson;
  return (await stores.desks.ticketOfMessage(address.chatId, repliesTo))?.reporter ?? null;
}

interface Unclear {
  readonly reason: 'nobody' | 'several' | 'unnamed';
}

/** By their name or Telegram id. */
function named(people: readonly Reporter[], name: string): Reporter | Unclear {
  const wanted = name.trim().replace(/^@/, '').toLowerCase();
  if (wanted === '') return { reason: 'unnamed' };
  const fitting = people.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const [first, ...others] = fitting;
  if (first === undefined) return { reason: 'nobody' };
  return others.length > 0 ? { reason: 'several' } : first;
}

function unclear({ t }: Turn, { reason }: Unclear) {
  return sentence(t, `desk.block-${reason}`);
}
