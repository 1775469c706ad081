import { mayUse } from '../../domain/access.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { desksFor } from './desk-of-visit.js';

/**
 * Telegram has everybody press Start who writes to a bot for the first time: whoever is no member hears of the desks that
 * take them. False where there is none, or where something else was meant.
 */
export async function welcomeReporter(deps: BotDeps, { visit, talk, t }: Turn): Promise<boolean> {
  if (!isGreeting(visit)) return false;
  const member = await deps.stores.members.find(visit.visitor.id);
  if (mayUse(deps.allowedUsers, visit.visitor.id, member)) return false;
  const desks = await desksFor(deps, visit);
  if (desks.length === 0) return false;
  const projects = [...new Set(desks.map(({ project }) => project.path))].join(', ');
  await talk.reply({ lines: [sentence(t, 'report.welcome', { projects }), sentence(t, 'report.members')] });
  return true;
}

/** An invitation is a greeting with an argument. */
function isGreeting({ chatKind, command }: Visit): boolean {
  if (chatKind !== 'private' || command === null) return false;
  return command.name === 'help' || (command.name === 'start' && command.argument === '');
}
