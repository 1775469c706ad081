import type { Desk } from '../../domain/desk.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { noteOwnerBack } from './presence.js';

/** The desk of this chat: its project, how it does, and for its owner whom it does not listen to. */
export async function deskStatus(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { desks } = deps.stores;
  const found = await desks.ofChat(visit.address.chatId);
  if (found === null) return talk.reply({ lines: [sentence(t, 'desk.none')] });
  const isOwner = found.ownerId === visit.visitor.id;
  if (isOwner) await noteOwnerBack(deps, found);
  const desk = (await desks.find(found.id)) ?? found;
  const blocked = isOwner ? await desks.blocked(desk.id) : [];
  await talk.reply({
    lines: [
      headline(turn, desk),
      sentence(t, `desk.private-${desk.allowsPrivate ? 'on' : 'off'}`),
      sentence(t, 'desk.limit', { count: desk.dailyLimit }),
      ...(blocked.length === 0
        ? []
        : [sentence(t, 'desk.block-list', { names: blocked.map(({ name }) => name).join(', ') })]),
    ],
  });
}

function headline({ t }: Turn, { project, pausedFor }: Desk) {
  const words = { project: { text: project.path, href: project.url } };
  return sentence(t, pausedFor === null ? 'desk.at-work' : `desk.paused-${pausedFor}`, words);
}
