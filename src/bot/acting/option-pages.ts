import { z } from 'zod';
import type { ActionInput } from '../../actions/define-action.js';
import type { Button, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { inPairs } from '../../events/render/button-rows.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { pageButtons, pageLines } from '../page-turns.js';
import { PAGE_SIZE, pageOf } from '../paging.js';
import { putPending } from '../pending.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import { errandFromJson, errandToJson, type Errand } from './errand.js';
import { wordsFor } from './outcome-text.js';

/** What an errand is asked for by buttons: each of its choices has one. */
export const PICK = 'act-pick';

/** Choices from here on turn to a page. */
const PAGES_FROM = 900;
const MOST_OPTIONS = 400;

export interface Option {
  readonly label: string;
  readonly input: ActionInput;
}

const kept = z.object({
  asks: z.enum(['reviewer', 'assignee', 'label', 'thread', 'variant']),
  labels: z.array(z.string()),
});

type Options = z.infer<typeof kept>;

/** Keeps what each button means, and shows the first of them. */
export async function keepOptions(
  deps: BotDeps,
  turn: Turn,
  { errand, asks }: { readonly errand: Errand; readonly asks: Options['asks'] },
  options: readonly Option[],
): Promise<Message> {
  const id = deps.randomId();
  const offered = options.slice(0, MOST_OPTIONS);
  const choices = offered.map(({ input }) => ({ ...errand.input, ...input }));
  const shown = { asks, labels: offered.map(({ label }) => label) };
  const payload = { ...errandToJson(errand, choices), ...shown };
  await putPending(deps, turn.visit, id, { action: PICK, payload });
  return optionsMessage(turn.t, { id, errand, options: shown }, 0);
}

/** False where the press chose one. */
export async function turnOptions(
  { talk, t }: Turn,
  pending: PendingAction,
  choice: number,
): Promise<boolean> {
  if (choice < PAGES_FROM) return false;
  const errand = errandFromJson(pending.payload);
  const options = kept.safeParse(pending.payload).data;
  if (errand === null || options === undefined) await talk.answer(t('press.expired'));
  else {
    await talk.answer();
    await talk.show(optionsMessage(t, { id: pending.id, errand, options }, choice - PAGES_FROM));
  }
  return true;
}

interface Offer {
  readonly id: string;
  readonly errand: Errand;
  readonly options: Options;
}

function optionsMessage(t: Texts, { id, errand, options: { asks, labels } }: Offer, asked: number): Message {
  const press = (choice: number): string => encodePress({ kind: 'pending', id, choice });
  const page = pageOf(labels, asked);
  const buttons = page.items.map((label, index): Button => ({
    label,
    action: press(page.page * PAGE_SIZE + index),
  }));
  const turns = pageButtons(t, page, (to) => press(PAGES_FROM + to));
  const key = asks === 'variant' ? `act.confirm.${errand.action}` : `ask.${asks}`;
  return {
    lines: [sentence(t, key as TextKey, wordsFor(t, errand.ground)), ...pageLines(t, page)],
    buttons: [...(hasLongNames(asks) ? buttons.map((one) => [one]) : inPairs(buttons)), turns],
  };
}

function hasLongNames(asks: Options['asks']): boolean {
  return asks === 'thread' || asks === 'variant';
}
