import { isAtLeast } from '../../domain/actions/look.js';
import { USUAL_DAILY_LIMIT } from '../../domain/desk.js';
import type { TextLine } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { troubleLine } from '../forge-trouble.js';
import { accountSpans, instanceSpan } from '../forge-words.js';
import { keepPending } from '../pending.js';
import { projectFromJson, projectToJson, textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import { parseProjectReference } from '../project-reference.js';
import { resolveProject, type Match } from '../resolve-project.js';
import type { Turn } from '../turn.js';
import { enrol } from './enrol.js';

export const DESK_ON = 'desk-on';

/** `/desk on group/app [private]`: asks whose token is lent to whom before anything is. */
export async function askToTurnOn(deps: BotDeps, turn: Turn, argument: string): Promise<void> {
  const { visit, talk, t } = turn;
  const [typed = '', word = ''] = argument.split(/\s+/);
  if (typed === '') return talk.reply({ lines: [sentence(t, 'desk.how')] });
  const found = await findOwnProject(deps, turn, typed);
  if ('spans' in found) return talk.reply({ lines: [found] });
  const { account, project } = found;
  const allowsPrivate = word.toLowerCase() === 'private';
  const payload = { accountId: account.id, project: projectToJson(project), allowsPrivate };
  const action = await keepPending(deps, visit, { action: DESK_ON, payload });
  const words = { ...accountSpans(account), project: { text: project.path, href: project.url } };
  await talk.reply({
    lines: [
      sentence(t, allowsPrivate ? 'desk.ask-private' : 'desk.ask', { ...words, name: visit.visitor.name }),
    ],
    buttons: [
      [
        { label: t('desk.button.yes'), action: action(1) },
        { label: t('desk.button.no'), action: action(0) },
      ],
    ],
  });
}

/** The project as an account sees it that may lend it; a line says why there is none. */
async function findOwnProject(deps: BotDeps, { visit, t }: Turn, typed: string): Promise<Match | TextLine> {
  const { desks, accounts } = deps.stores;
  const standing = await desks.ofChat(visit.address.chatId);
  if (standing !== null) return sentence(t, 'desk.one-already', { project: standing.project.path });
  const reference = parseProjectReference(typed, deps.forges);
  if (reference.kind !== 'project') return sentence(t, 'watch.invalid', { typed: typed.slice(0, 100) });
  const own = await accounts.listOf(visit.visitor.id);
  const resolution = await resolveProject(deps, own, reference);
  switch (resolution.kind) {
    case 'no-account':
      return sentence(t, 'watch.no-account-there', {
        project: typed.slice(0, 100),
        forge: instanceSpan(resolution.forge),
      });
    case 'not-found':
      return sentence(t, 'watch.not-found', { project: typed.slice(0, 100) });
    case 'failed':
      return troubleLine(t, resolution.trouble, resolution.forge);
    case 'found': {
      const able = resolution.matches.find(
        ({ account, project }) =>
          isAtLeast(project.role ?? 'none', 'maintain') && account.token.canWrite !== false,
      );
      const readsOnly = resolution.matches.every(({ account }) => account.token.canWrite === false);
      return able ?? sentence(t, readsOnly ? 'desk.needs-writing' : 'desk.needs-maintainer');
    }
  }
}

/** The answer of whoever lends the token. */
export async function finishTurningOn(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const { visit, talk, t } = turn;
  const { accounts, desks, pending: kept } = deps.stores;
  const taken = await kept.take(pending.id, deps.clock());
  const project = projectFromJson(taken?.payload.project);
  const account = taken === null ? null : await accounts.find(textIn(taken.payload, 'accountId'));
  if (project === null || account?.personId !== visit.visitor.id) return talk.answer(t('press.expired'));
  if (choice !== 1) return talk.show({ lines: [sentence(t, 'desk.declined')] });
  const standing = await desks.ofChat(visit.address.chatId);
  if (standing !== null) {
    return talk.show({ lines: [sentence(t, 'desk.one-already', { project: standing.project.path })] });
  }
  const { id, path, name, url, defaultBranch } = project;
  const plain = { id, path, name, url, defaultBranch };
  await desks.put({
    chatKey: visit.chatKey,
    ownerId: visit.visitor.id,
    accountId: account.id,
    forge: account.forge,
    project: plain,
    allowsPrivate: taken?.payload.allowsPrivate === true,
    dailyLimit: USUAL_DAILY_LIMIT,
    now: deps.clock(),
  });
  await enrol(deps, account, plain);
  deps.logger.info(
    { accountId: account.id, projectId: plain.id, chatId: visit.address.chatId },
    'a desk was opened',
  );
  await awaitFirstReads(deps, [account.id]);
  await talk.answer();
  await talk.show({
    lines: [sentence(t, 'desk.on', { project: { text: plain.path, href: plain.url } })],
  });
}
