import { actorOf } from '../../actions/attempt.js';
import { refusalOf, type AnyActionDefinition } from '../../actions/define-action.js';
import { ACTIONS } from '../../actions/index.js';
import { lacks } from '../../actions/rules.js';
import { type Actor, headOf, type Look } from '../../domain/actions/look.js';
import type { Line, Message } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import { isOnOwnRef } from '../../domain/subjects/pipeline.js';
import { inPairs } from '../../events/render/button-rows.js';
import { viewOf } from '../../events/render/views.js';
import type { BotDeps } from '../bot-deps.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import { errandToJson, inputOf, type Ground } from './errand.js';
import { isForHere } from './for-here.js';
import { namedBy } from './ground.js';
import { lookByOwn } from './look-by-own.js';
import { movedLines } from './moved-head.js';
import { withoutNothingToChoose } from './nothing-to-choose.js';
import { wordsFor } from './outcome-text.js';
import { GROUND_LIFETIME_MS, rememberGround } from './remember-ground.js';
import { subjectOf } from './refresh-news.js';
import type { Via } from './run-errand.js';
import { tell } from './show-outcome.js';

export const PANEL = 'act-panel';
/** No action of its own, but the beginning of a draft. */
export const RUN_AGAIN = 'run-again';

/** Everything that this person can do to it now, as buttons. */
export async function openPanel(
  deps: BotDeps,
  turn: Turn,
  ground: Ground,
  how: { readonly via: Via },
): Promise<void> {
  const { talk } = turn;
  const actions = deps.actions[ground.forge.kind];
  const looked = await lookByOwn(deps, turn, { ground, how }, async (account) => ({
    look: await actions.lookAt(deps.openSession(account), ground.project, ground.target),
  }));
  if (looked === null) return;
  const { account, seen } = looked;
  if (!isForHere(turn, seen.look)) {
    return tell(turn, how, sentence(turn.t, 'act.confidential', wordsFor(turn.t, ground)));
  }
  const known = { ground: namedBy(ground, seen.look), look: seen.look };
  const actor = actorOf(account);
  const suiting = ACTIONS.filter((one) => refusalOf(one, seen.look, actor, inputOf(ground)) === null);
  const possible = await withoutNothingToChoose(deps, account, known, suiting);
  await talk.answer();
  const message = await panelMessage(deps, turn, { ...known, possible }, actor);
  if (how.via === 'question') return talk.show(message);
  await rememberGround(deps, turn, await talk.ask(message), { ...known.ground, shownSha: headOf(seen.look) });
}

interface Offered {
  readonly ground: Ground;
  readonly look: Look;
  readonly possible: readonly AnyActionDefinition[];
}

async function panelMessage(
  deps: BotDeps,
  { t, visit }: Turn,
  { ground, look, possible }: Offered,
  actor: Actor,
): Promise<Message> {
  const input = inputOf(ground);
  const again = ground.deployment === undefined ? runnable(look, actor) : null;
  const names = [...possible.map(({ name }) => name), ...(again === null ? [] : [RUN_AGAIN])];
  const context = ground.forge.kind;
  const lines = [...movedLines(t, ground, look), ...stateLines(t as Translate, ground, look)];
  if (names.length === 0) {
    return { lines: [...lines, sentence(t, whyNothing(look, actor), wordsFor(t, ground))] };
  }
  const payload = {
    ...errandToJson({ action: '', input, ground: { ...ground, shownSha: headOf(look) } }, []),
    names,
    again,
  };
  const lifetimeMs = GROUND_LIFETIME_MS;
  const action = await keepPending(deps, visit, { action: PANEL, payload, lifetimeMs });
  return {
    lines: [...lines, sentence(t, 'act.panel')],
    buttons: inPairs(
      names.map((name, index) => ({
        label: t(`act.name.${name}` as TextKey, { context }),
        action: action(index),
      })),
    ),
  };
}

function whyNothing(look: Look, actor: Actor): TextKey {
  const refusal = lacks(look, actor, 'none');
  return refusal === 'archived' || refusal === 'scope' ? `act.refused.${refusal}` : 'act.nothing';
}

/** The branch and the workflow of a pipeline, for another one. */
function runnable(look: Look, actor: Actor): { readonly ref: string; readonly name: string | null } | null {
  if (look.kind !== 'pipeline' || lacks(look, actor, 'write') !== null) return null;
  const { ref, name } = look.pipeline;
  return isOnOwnRef(look.pipeline) ? { ref, name } : null;
}

function stateLines(t: Translate, { forge, project }: Ground, look: Look): readonly Line[] {
  const subject = subjectOf(look);
  const view = viewOf(subject);
  const inForgeWords: Translate = (key, params) => t(key, { context: forge.kind, ...params });
  const status = view.status === null ? [] : [view.status(subject, inForgeWords)];
  return [...status, ...view.lines(subject, { kind: forge.kind, project }, inForgeWords)];
}
