import { create, type CreationOutcome } from '../../actions/create.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Receipt } from '../../domain/actions/order.js';
import type { Span, TextLine } from '../../domain/message.js';
import { labelOf } from '../acting/ground.js';
import { placeOnly } from '../acting/kept-place.js';
import { accountFor } from '../acting/own-account.js';
import { NOTHING_SHOWN, type Ground } from '../acting/errand.js';
import { failureLine, wordsFor } from '../acting/outcome-text.js';
import { rememberGround } from '../acting/remember-ground.js';
import { wakeTouched } from '../acting/wakes.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import type { ReadyDraft } from './draft.js';
import { goOn } from './steps.js';

/** Names the draft and the try. */
export function requestKeyOf({ id, tries }: ReadyDraft): string {
  return `run:${id}:${tries}`;
}

/** Runs it with the account of whoever pressed. A draft that the forge refused stays, to be mended. */
export async function startRun(deps: BotDeps, turn: Turn, draft: ReadyDraft): Promise<void> {
  const { t, talk } = turn;
  const { forge, project } = draft.place;
  const account = await accountFor(deps, turn, draft.place);
  if (account === null) return;
  const outcome = await attempt(deps, turn, draft, account);
  const said = outcomeLine(t, draft, outcome);
  if (outcome.kind !== 'done' && outcome.kind !== 'unsure') {
    return goOn(deps, turn, { ...draft, tries: draft.tries + 1 }, said);
  }
  await wakeTouched(deps, turn, account.id, { forge, project, kind: 'pipeline' });
  await talk.answer();
  const messageId = await talk.place({ lines: [said] });
  const ground = outcome.kind === 'done' ? groundOf(draft, outcome.receipt) : null;
  if (ground !== null) await rememberGround(deps, turn, messageId, ground);
  // Last: a press that comes again after a crash needs the draft to say what became of it.
  await deps.stores.pending.take(draft.id, deps.clock());
}

function attempt(
  deps: BotDeps,
  { visit: { visitor } }: Turn,
  draft: ReadyDraft,
  account: OpenAccount,
): Promise<CreationOutcome> {
  const { place, ref, workflow, variables } = draft;
  const way = { actions: deps.actions[place.forge.kind], session: deps.openSession(account) };
  return create({ ...deps, records: deps.stores.actions }, way, {
    requestKey: requestKeyOf(draft),
    person: { id: visitor.id, name: visitor.name },
    account,
    project: place.project,
    order: {
      action: 'run-pipeline',
      ref,
      workflowId: workflow?.id ?? null,
      variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    },
  });
}

/** So that a reply to the message can cancel it or run it again; `null`: the forge did not name what runs. */
function groundOf({ place }: ReadyDraft, { id, url }: Receipt): Ground | null {
  if (id === null) return null;
  const target = { kind: 'pipeline', id } as const;
  const label = labelOf(place.forge.kind, target, id);
  return { ...NOTHING_SHOWN, ...placeOnly(place), target, label, url };
}

function outcomeLine(t: Texts, draft: ReadyDraft, outcome: CreationOutcome): TextLine {
  const { place, ref, workflow } = draft;
  const { forge, project } = place;
  const params = {
    project: { text: project.path, href: project.url },
    forge: instanceLabel(forge),
    context: forge.kind,
  };
  switch (outcome.kind) {
    case 'done':
      return sentence(t, 'run.done', { ...params, it: startedSpan(t, draft, outcome.receipt), ref });
    case 'refused':
      return refusalLine(t, outcome, { ...params, it: workflow?.name ?? project.path, ref });
    case 'failed':
      return failureLine(t, outcome.error, params, 'run.gone');
    case 'spent':
      return sentence(t, 'run.again', params);
    case 'unsure': {
      const list = `${project.url}/${forge.kind === 'gitlab' ? '-/pipelines' : 'actions'}`;
      return sentence(t, 'run.unsure', { ...params, project: { text: project.path, href: list } });
    }
  }
}

/** GitLab's pipeline by its number; GitHub numbers its runs later, so that it is named by its workflow. */
function startedSpan(t: Texts, draft: ReadyDraft, receipt: Receipt): Span {
  if (draft.workflow === null) {
    const ground = groundOf(draft, receipt);
    return ground === null ? '' : wordsFor(t, ground).it;
  }
  const text = draft.workflow.name;
  return receipt.url === null ? text : { text, href: receipt.url };
}

/** What reads otherwise of something that does not run yet. */
const OWN_WORDS: ReadonlySet<string> = new Set(['role', 'protected-branch', 'unsupported', 'invalid']);

function refusalLine(
  t: Texts,
  { code, words }: Extract<CreationOutcome, { kind: 'refused' }>,
  params: PhraseParams,
): TextLine {
  const key = OWN_WORDS.has(code) ? `run.refused.${code}` : `act.refused.${code}`;
  return sentence(t, key as TextKey, { ...params, words: words ?? '', state: '' });
}
