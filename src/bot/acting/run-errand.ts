import { actorOf } from '../../actions/attempt.js';
import type { AnyActionDefinition } from '../../actions/define-action.js';
import { actionNamed } from '../../actions/index.js';
import type { OpenAccount } from '../../domain/account.js';
import type { BotDeps } from '../bot-deps.js';
import { PAGE_SIZE } from '../paging.js';
import type { Turn } from '../turn.js';
import { askFor, askWhich, isAskedStill } from './ask.js';
import { actWithFiles } from './act-with-files.js';
import { askToConfirm } from './confirm.js';
import type { Errand } from './errand.js';
import { namedBy } from './ground.js';
import { wordsFor } from './outcome-text.js';
import { accountFor } from './own-account.js';
import { say, showOutcome, tell } from './show-outcome.js';
import { wakeTouched } from './wakes.js';

/** Whether the person pressed under news, under a question of ours, or typed. */
export type Via = 'news' | 'question' | 'typed';

export interface Run {
  readonly via: Via;
  readonly requestKey: string;
  readonly isConfirmed: boolean;
}

/** Carries an errand as far as it gets: to the next question, or to its end. */
export async function runErrand(deps: BotDeps, turn: Turn, errand: Errand, run: Run): Promise<void> {
  const definition = actionNamed(errand.action);
  if (definition === null) return turn.talk.answer(turn.t('press.unknown'));
  const account = await accountFor(deps, turn, errand.ground);
  if (account === null) return;
  if (!definition.targets.includes(errand.ground.target.kind)) {
    return say(turn, run, 'act.refused.unsupported', wordsFor(turn.t, errand.ground));
  }
  if (isAskedStill(definition, errand.input)) return askFor(deps, turn, { errand, definition, account }, run);
  const outcome = await attempt(deps, turn, { errand, definition, account }, run);
  if (outcome.kind === 'trouble') return tell(turn, run, outcome.line);
  const actor = actorOf(account);
  const named = { ...errand, ground: namedBy(errand.ground, outcome.kind === 'busy' ? null : outcome.look) };
  if (outcome.kind !== 'confirm') return showOutcome(deps, turn, { errand: named, outcome, actor }, run);
  const variants = definition.variants?.(outcome.look, errand.input) ?? [];
  if (variants.length > PAGE_SIZE) return askWhich(deps, turn, { errand, variants }, run);
  const [only, ...others] = variants;
  const isSettled = only !== undefined && others.length === 0 && !definition.isGrave && !isPublic(turn);
  if (!isSettled) return askToConfirm(deps, turn, { errand: named, look: outcome.look, variants }, run);
  const settled = { ...named, input: { ...errand.input, ...only.input } };
  await runErrand(deps, turn, settled, { ...run, isConfirmed: true });
}

export interface Prepared {
  readonly errand: Errand;
  readonly definition: AnyActionDefinition;
  readonly account: OpenAccount;
}

async function attempt(
  deps: BotDeps,
  turn: Turn,
  { errand, definition, account }: Prepared,
  run: Run,
): ReturnType<typeof actWithFiles> {
  const { ground, input } = errand;
  const { visitor, chatKey } = turn.visit;
  const outcome = await actWithFiles(deps, turn, {
    requestKey: run.requestKey,
    person: { id: visitor.id, name: visitor.name },
    chatKey,
    account,
    project: ground.project,
    target: ground.target,
    // That of a deployment is its environment.
    ...(ground.deployment === undefined ? { label: ground.label } : {}),
    definition,
    input,
    shownSha: ground.shownSha,
    isConfirmed: run.isConfirmed,
    isPublic: isPublic(turn),
  });
  if (outcome.kind === 'trouble') return outcome;
  const look = outcome.kind === 'busy' ? null : outcome.look;
  if (look !== null) await deps.stores.watches.noteRole(account.id, ground.project.id, look.role);
  if (outcome.kind !== 'confirm') {
    await wakeTouched(deps, turn, account.id, { ...ground, kind: ground.target.kind });
  }
  return outcome;
}

function isPublic({ visit }: Turn): boolean {
  return visit.chatKind !== 'private';
}
