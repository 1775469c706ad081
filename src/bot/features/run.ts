import { Composer } from 'telegraf';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { CONFIRM_LIFETIME_MS } from '../acting/confirm.js';
import { onAnswer } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { beginRun } from '../new-run/begin.js';
import { CHOICE, ITEMS_FROM, PAGES_FROM } from '../new-run/card.js';
import { offerBranches, offerTags } from '../new-run/choose.js';
import {
  DRAFT,
  draftFrom,
  inputsOf,
  isPlaced,
  isReady,
  type PlacedDraft,
  type ReadyDraft,
} from '../new-run/draft.js';
import { takeReply } from '../new-run/reply.js';
import { requestKeyOf, startRun } from '../new-run/start.js';
import { askInput, drop, goOn, readAndShow, RUN_REPLY, show } from '../new-run/steps.js';
import { missing, setAll, without } from '../new-run/variables.js';
import { sentence } from '../phrase.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';

/** `/run`: drafts a run of a pipeline or a workflow, step by step or in one line, and starts it once told to. */
export function runFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onAnswer(deps, RUN_REPLY, async (turn, asked) => {
      await takeReply(deps, turn, asked);
      return true;
    }),
  );
  composer.use(onCommand('run', (turn) => beginRun(deps, turn)));
  composer.use(onPending(DRAFT, (turn, pending, choice) => press(deps, turn, pending, choice)));
  return composer;
}

async function press(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  const { t, talk, visit } = turn;
  const kept = draftFrom(pending);
  if (kept === null) return talk.answer(t('press.expired'));
  if (kept.messageId !== visit.messageId) return talk.answer(t('run.moved-on'));
  if (choice === CHOICE.cancel) return drop(deps, turn, kept);
  if (choice >= PAGES_FROM) return show(deps, turn, { ...kept, page: choice - PAGES_FROM });
  const draft = { ...kept, page: 0 };
  if (!isPlaced(draft)) {
    const place = draft.places[choice - ITEMS_FROM];
    return place === undefined ? unknown(turn) : goOn(deps, turn, { ...draft, place });
  }
  if (choice >= ITEMS_FROM) return pick(deps, turn, draft, choice - ITEMS_FROM);
  await (isReady(draft) && (choice === CHOICE.run || choice === CHOICE.yes)
    ? pressRun(deps, turn, draft, choice)
    : pressOnDraft(deps, turn, draft, choice));
}

async function pressOnDraft(deps: BotDeps, turn: Turn, draft: PlacedDraft, choice: number): Promise<void> {
  switch (choice) {
    case CHOICE.variables:
      if (draft.workflow !== null) return askInput(deps, turn, draft, { at: 0 });
      return show(deps, turn, { ...draft, view: 'variables' });
    case CHOICE.branch:
    case CHOICE.branches:
      return readAndShow(deps, turn, draft, { read: (way) => offerBranches(way, draft), note: null });
    case CHOICE.tags:
      return readAndShow(deps, turn, draft, { read: (way) => offerTags(way, draft), note: null });
    case CHOICE.workflow:
      return show(deps, turn, { ...draft, view: 'workflows' });
    case CHOICE.back:
      return goOn(deps, turn, draft);
    case CHOICE.typed:
      return draft.search === '' ? unknown(turn) : goOn(deps, turn, { ...draft, ref: draft.search });
    case CHOICE.default: {
      const name = inputsOf(draft)[draft.inputAt]?.name ?? '';
      const variables = without(draft.variables, name);
      return askInput(deps, turn, { ...draft, variables }, { at: draft.inputAt + 1 });
    }
    default:
      return unknown(turn);
  }
}

function unknown({ talk, t }: Turn): Promise<void> {
  return talk.answer(t('press.unknown'));
}

/** What the list that is shown has at that place. */
async function pick(deps: BotDeps, turn: Turn, draft: PlacedDraft, index: number): Promise<void> {
  switch (draft.view) {
    case 'workflows': {
      const workflow = draft.workflows[index];
      return workflow === undefined ? unknown(turn) : goOn(deps, turn, { ...draft, workflow });
    }
    case 'refs': {
      const chosen = draft.refs[index];
      return chosen === undefined ? unknown(turn) : goOn(deps, turn, { ...draft, ref: chosen.name });
    }
    case 'variables': {
      const variables = without(draft.variables, draft.variables[index]?.name ?? '');
      return show(deps, turn, { ...draft, variables });
    }
    case 'input': {
      const input = inputsOf(draft)[draft.inputAt];
      const value = input?.choices?.[index];
      if (input === undefined || value === undefined) return unknown(turn);
      const variables = setAll(draft.variables, [{ name: input.name, value }]);
      return askInput(deps, turn, { ...draft, variables }, { at: draft.inputAt + 1 });
    }
    default:
      return unknown(turn);
  }
}

/** What others see, and what is run with values, is asked once more: the answer is bound to what is shown. */
async function pressRun(deps: BotDeps, turn: Turn, draft: ReadyDraft, choice: number): Promise<void> {
  const { t, talk, visit } = turn;
  const isYes = choice === CHOICE.yes && draft.view === 'confirm';
  const isRun = choice === CHOICE.run && draft.view === 'card';
  const isWhole = missing(inputsOf(draft), draft.variables).length === 0;
  if (!isWhole || (!isYes && !isRun)) return talk.answer(t('press.unknown'));
  const now = deps.clock().getTime();
  const mustAsk = visit.chatKind === 'group' || draft.variables.length > 0;
  if (isRun && mustAsk) return show(deps, turn, { ...draft, view: 'confirm', askedAt: now });
  const isLate = isYes && now - draft.askedAt > CONFIRM_LIFETIME_MS;
  // What was begun in time and then cut off is told of, however late it is asked for.
  const isBegun = isLate && (await deps.stores.actions.find(requestKeyOf(draft))) !== null;
  if (isLate && !isBegun) return goOn(deps, turn, draft, sentence(t, 'run.too-late'));
  await startRun(deps, turn, draft);
}
