import { approveDeployment } from '../../actions/decide-deployment.js';
import { refusalOf } from '../../actions/define-action.js';
import { actionNamed } from '../../actions/index.js';
import { actionBehind } from '../../domain/actions/act-button.js';
import type { Actor, Look } from '../../domain/actions/look.js';
import { DeliveryError } from '../../domain/errors.js';
import { line, type Button, type Line, type Message } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import { cardKey, type Subject } from '../../domain/subject.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { Errand, Ground } from './errand.js';
import { headOf, movedLines } from './moved-head.js';
import { rememberHead } from './remember-ground.js';

export interface Freshened {
  readonly errand: Errand;
  /** What is seen now; `null`: it could not be read again. */
  readonly look: Look | null;
  /** Who did it; `null`: nobody did anything. */
  readonly doneBy: string | null;
  /** The only reader, who is offered no more than they can do; `null`: there are others. */
  readonly reader: Actor | null;
}

/** Brings the news that was acted on, and the card above it, up to date, with who did what. */
export async function refreshNews(
  deps: BotDeps,
  turn: Turn,
  { errand, look, doneBy, reader }: Freshened,
): Promise<void> {
  const { messageId, forge } = errand.ground;
  const { chatId } = turn.visit.address;
  if (messageId === null) return;
  const told = await deps.stores.news.findTold(chatId, messageId);
  if (told?.kind !== 'event') return;
  const now = withReader(withSubject(told, look), look, reader);
  const t = turn.t as Translate;
  const isOver = look !== null && waitsNoMore(errand.ground, look);
  const nobody = isOver ? [line(t('act.waits-no-more'))] : [];
  const done: readonly Line[] =
    doneBy === null ? nobody : [line(t(`act.by.${errand.action}`, { who: doneBy, context: forge.kind }))];
  const judge = reader ?? (isOver ? ANYBODY : null);
  const possible = (message: Message): Message =>
    look === null || judge === null ? message : withPossible(message, errand.ground, look, judge);
  const show = async (id: string, of: EventNotification, message: Message): Promise<void> => {
    const ground: Ground = { ...errand.ground, messageId: id, shownSha: headTold(of) };
    const moved = look === null ? [] : movedLines(turn.t, ground, look);
    const isShown = await edit(deps, turn, id, {
      ...possible(message),
      lines: [...message.lines, ...moved, ...done],
    });
    const head = look === null ? null : headOf(look);
    if (isShown && head !== null) await rememberHead(deps, turn, ground, head);
  };
  await show(messageId, told, deps.renderer.news([now], false, t));
  const card = deps.renderer.card(now, t);
  const cardId = await deps.stores.news.findCard(told.chatKey, cardKey(told.event.subject));
  if (card === null || cardId === null || cardId === messageId) return;
  const toldByCard = await deps.stores.news.findTold(chatId, cardId);
  await show(cardId, toldByCard?.kind === 'event' ? toldByCard : told, card);
}

function headTold({ event: { subject } }: EventNotification): string | null {
  return subject.kind === 'merge-request' ? subject.headSha : null;
}

const ANYBODY: Actor = { user: { id: '', login: '', name: '' }, canWrite: null };

/** How a deployment goes on, the look at its pipeline does not tell; that somebody decided on it, it does. */
function waitsNoMore({ deployment }: Ground, look: Look): boolean {
  return (
    deployment !== undefined && refusalOf(approveDeployment, look, ANYBODY, deployment) === 'waits-no-more'
  );
}

function withPossible(
  { buttons = [], ...message }: Message,
  { deployment }: Ground,
  look: Look,
  reader: Actor,
): Message {
  const isPossible = (button: Button): boolean => {
    const definition = 'action' in button ? actionNamed(actionBehind(button.action) ?? '') : null;
    return definition === null || refusalOf(definition, look, reader, deployment) === null;
  };
  return { ...message, buttons: buttons.map((row) => row.filter(isPossible)) };
}

/** What was told stays what it was; how its subject stands is as of now. */
function withSubject(told: EventNotification, look: Look | null): EventNotification {
  const fresh = look === null ? null : subjectOf(look);
  const { subject } = told.event;
  if (fresh?.kind !== subject.kind || fresh.id !== subject.id) return told;
  return { ...told, event: { ...told.event, subject: fresh } };
}

function withReader(told: EventNotification, look: Look | null, reader: Actor | null): EventNotification {
  return look === null || reader === null ? told : { ...told, reader: { ...reader, role: look.role } };
}

export function subjectOf(look: Look): Subject {
  if (look.kind === 'pipeline') return look.pipeline;
  return look.kind === 'issue' ? look.issue : look.mergeRequest;
}

/** The action is done, whatever becomes of the message. False where the message does not show it. */
async function edit(deps: BotDeps, { visit }: Turn, messageId: string, message: Message): Promise<boolean> {
  try {
    return (await deps.channel.edit(visit.address, messageId, message)) !== 'gone';
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.logger.warn({ chatId: visit.address.chatId, error }, 'a message could not be brought up to date');
    return false;
  }
}
