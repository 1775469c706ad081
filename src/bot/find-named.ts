import type { Account } from '../domain/account.js';
import type { Line, Message } from '../domain/message.js';
import type { PendingAction } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import { encodePress } from './callback-data.js';
import { troubleLine } from './forge-trouble.js';
import { accountParams, instanceName, instanceSpan } from './forge-words.js';
import { keepPending, type Question } from './pending.js';
import { isRecord, listOf, projectFromJson, projectToJson, textIn } from './pending-payload.js';
import { sentence } from './phrase.js';
import type { ProjectReference } from './project-reference.js';
import { resolveProject, type Match, type Resolution } from './resolve-project.js';
import type { Turn } from './turn.js';

/** Each is looked up with every account that could have it. */
export const MOST_AT_ONCE = 10;

/** Whoever of a person's accounts sees the project; a line says why none does. */
export async function findNamed(
  deps: BotDeps,
  turn: Turn,
  accounts: readonly Account[],
  reference: ProjectReference,
): Promise<Line | readonly [Match, ...Match[]]> {
  const { t, visit } = turn;
  const { typed } = reference;
  if (reference.kind === 'invalid') return sentence(t, 'watch.invalid', { typed: short(typed) });
  if (reference.kind === 'foreign-host') {
    const allowed = deps.forges.map((forge) => instanceName(forge)).join(', ');
    return sentence(t, 'watch.foreign-host', { host: short(reference.host), allowed });
  }
  if (accounts.length === 0)
    return sentence(t, visit.chatKind === 'group' ? 'watch.no-account-group' : 'watch.no-account');
  const resolution = await resolveProject(deps, accounts, reference);
  return resolution.kind === 'found' ? resolution.matches : refusal(turn, typed, resolution);
}

function refusal({ t }: Turn, typed: string, resolution: Exclude<Resolution, { kind: 'found' }>): Line {
  const project = short(typed);
  switch (resolution.kind) {
    case 'not-found':
      return sentence(t, 'watch.not-found', { project });
    case 'no-account':
      return sentence(t, 'watch.no-account-there', { project, forge: instanceSpan(resolution.forge) });
    case 'failed':
      return troubleLine(t, resolution.trouble, resolution.forge);
  }
}

/** Asks which of the accounts that see it shall be used; `takeMatch` reads the answer. */
export async function askAccount(
  deps: BotDeps,
  { t, visit }: Turn,
  matches: readonly Match[],
  { action: name, payload }: Question & { readonly payload: { readonly typed: string } },
): Promise<Message> {
  const options = matches.map(({ account, project }) => ({
    accountId: account.id,
    project: projectToJson(project),
  }));
  const action = await keepPending(deps, visit, { action: name, payload: { ...payload, options } });
  return {
    lines: [sentence(t, 'watch.which-account', { project: short(payload.typed) })],
    buttons: matches.map(({ account }, index) => [
      { label: t('watch.account-button', accountParams(account)), action: action(index) },
    ]),
  };
}

/** The answer to it, once; whoever presses what does not count any more is told so. */
export async function takeMatch(
  { stores, clock }: BotDeps,
  { talk, t, visit }: Turn,
  { id }: PendingAction,
  choice: number,
): Promise<Match | null> {
  const taken = await stores.pending.take(id, clock());
  const option = listOf(taken?.payload.options)[choice];
  const project = isRecord(option) ? projectFromJson(option.project) : null;
  const account = isRecord(option) ? await stores.accounts.find(textIn(option, 'accountId')) : null;
  if (project !== null && account?.personId === visit.visitor.id) return { account, project };
  await talk.answer(t('press.expired'));
  return null;
}

/** Only a person's own chat is the place to link an account. */
export function linkButton(
  { t, visit }: Turn,
  accounts: readonly Account[],
): NonNullable<Message['buttons']> {
  if (accounts.length > 0 || visit.chatKind === 'group') return [];
  return [[{ label: t('button.token'), action: encodePress({ kind: 'run', command: 'token' }) }]];
}

export function short(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
