import type { Account } from '../../domain/account.js';
import type { Target, TargetKind } from '../../domain/actions/look.js';
import { ForgeError } from '../../domain/errors.js';
import type { OwnProject } from '../../domain/project.js';
import { hasEnded, type Pipeline } from '../../domain/subjects/pipeline.js';
import type { BotDeps } from '../bot-deps.js';
import type { Forge } from '../../domain/forge.js';
import { troubleOf, type Trouble } from '../forge-trouble.js';
import { instanceLabel } from '../forge-words.js';
import { matchWatches } from '../match-watch.js';
import type { PhraseParams } from '../phrase.js';
import { parseProjectReference } from '../project-reference.js';
import { resolveProject } from '../resolve-project.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import { NOTHING_SHOWN, type Ground } from './errand.js';
import { labelOf } from './ground.js';
import { newestFirst, ownAccount } from './own-account.js';
import { parseSubjectReference, type SubjectReference } from './subject-reference.js';

/** What to say instead. */
export interface Unfound {
  readonly key: TextKey;
  readonly params: PhraseParams;
}

/** What a person named beside a command, looked for with their own accounts. */
export async function groundOfTyped(deps: BotDeps, turn: Turn, word: string): Promise<Ground | Unfound> {
  const reference = parseSubjectReference(word);
  if (reference === null) return { key: 'act.how', params: { command: turn.visit.command?.name ?? '' } };
  const mark = reference.kinds.gitlab[0] === 'merge-request' ? '!' : '#';
  const found = await placeOf(deps, turn, { ...reference, number: `${mark}${reference.number}` });
  if ('key' in found) return found;
  const { account, project } = found;
  const kinds = reference.kinds[account.forge.kind];
  const target = await targetOf(deps, found, kinds, reference.number);
  if (target instanceof ForgeError) {
    return troubled(target, account.forge);
  }
  const { forge, id: accountId } = account;
  const label = labelOf(forge.kind, target, reference.number);
  return { ...NOTHING_SHOWN, forge, accountId, project, target, label };
}

/** The pipeline that a command without a number means: the latest that `wanted` fits, of a project that the chat watches. */
export async function groundOfPipeline(
  deps: BotDeps,
  turn: Turn,
  typed: string,
  wanted: 'running' | 'ended',
): Promise<Ground | Unfound> {
  const watches = (await deps.stores.watches.listOfChat(turn.visit.chatKey)).filter(
    ({ watch }) => watch.isConfirmed,
  );
  const named = typed === '' ? watches : matchWatches(watches, typed, deps.forges);
  const [only, ...others] = named;
  const command = turn.visit.command?.name ?? '';
  if (only === undefined || others.length > 0) return { key: 'act.how-pipeline', params: { command } };
  const { account, project } = only;
  const seen = await deps.stores.subjects.pipelines(account.id, project.id, 20);
  const fits = ({ status }: Pipeline): boolean => hasEnded(status) === (wanted === 'ended');
  const pipeline = seen.find(fits) ?? seen[0];
  if (pipeline === undefined) {
    return { key: 'act.no-pipeline', params: { project: { text: project.path, href: project.url } } };
  }
  const target: Target = { kind: 'pipeline', id: pipeline.id };
  const { forge, id: accountId } = account;
  const label = labelOf(forge.kind, target, pipeline.number);
  return { ...NOTHING_SHOWN, forge, accountId, project, target, label, url: pipeline.url };
}

export interface Place {
  readonly account: Account;
  readonly project: OwnProject;
}

/** Where the project is that a person named, and their own account there. `number` as it stands behind a project, with its mark. */
export async function placeOf(
  deps: BotDeps,
  turn: Turn,
  { project, number }: Pick<SubjectReference, 'project' | 'number'>,
): Promise<Place | Unfound> {
  const { visitor, chatKey } = turn.visit;
  if (project === null) {
    const watches = (await deps.stores.watches.listOfChat(chatKey)).filter(({ watch }) => watch.isConfirmed);
    const [only, ...others] = watches;
    if (only === undefined || others.length > 0) return { key: 'act.which-project', params: { number } };
    const { forge, id: accountId } = only.account;
    const own = await ownAccount(deps, visitor.id, { forge, accountId });
    if (own === null) return noAccount(instanceLabel(forge));
    return { account: own, project: only.project };
  }
  const reference = parseProjectReference(project, deps.forges);
  if (reference.kind === 'foreign-host') {
    const allowed = deps.forges.map(instanceLabel).join(', ');
    return { key: 'watch.foreign-host', params: { host: reference.host, allowed } };
  }
  if (reference.kind === 'invalid') return { key: 'watch.invalid', params: { typed: project } };
  const accounts = newestFirst(await deps.stores.accounts.listOf(visitor.id));
  const resolution = await resolveProject(deps, accounts, reference);
  switch (resolution.kind) {
    case 'found':
      return resolution.matches[0];
    case 'no-account':
      return noAccount(instanceLabel(resolution.forge));
    case 'failed':
      return troubled(resolution.trouble, resolution.forge);
    case 'not-found':
      return { key: 'watch.not-found', params: { project } };
  }
}

function troubled(trouble: Trouble, forge: Forge): Unfound {
  const { key, params } = troubleOf(trouble);
  return { key, params: { forge: instanceLabel(forge), ...params } };
}

function noAccount(forge: string): Unfound {
  return { key: 'act.no-account', params: { forge } };
}

/** Where the number alone does not tell what it is, the forge is asked for each in turn. */
async function targetOf(
  deps: BotDeps,
  { account, project }: Place,
  kinds: readonly TargetKind[],
  number: string,
): Promise<Target | ForgeError> {
  const targets = kinds.map((kind): Target =>
    kind === 'pipeline' ? { kind, id: number } : { kind, number },
  );
  const [first, second] = targets;
  if (first === undefined) return new ForgeError('not-found', { detail: 'nothing of that kind' });
  const open = second === undefined ? null : await deps.stores.accounts.open(account.id);
  if (second === undefined || open === null) return first;
  try {
    await deps.actions[account.forge.kind].lookAt(deps.openSession(open), project, first);
    return first;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return error.code === 'not-found' ? second : error;
  }
}
