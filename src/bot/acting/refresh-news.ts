import { approveDeployment } from '../../actions/decide-deployment.js';
import { refusalOf } from '../../actions/define-action.js';
import { actionNamed } from '../../actions/index.js';
import { actionBehind } from '../../domain/actions/act-button.js';
import { type Actor, headOf, type Look } from '../../domain/actions/look.js';
import { deedLine, headOfSubject } from '../../domain/card-deed.js';
import { DeliveryError } from '../../domain/errors.js';
import { line, type Button, type Message } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import { cardKey, type Subject } from '../../domain/subject.js';
import type { Burst, Renderer } from '../../events/render/render-notification.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { Errand, Ground } from './errand.js';
import { isForHere } from './for-here.js';
import { movedLines } from './moved-head.js';
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

/** Its renderer is that of the chat's level of privacy. */
type RefreshDeps = Omit<BotDeps, 'renderer'> & { readonly renderer: Renderer };

/** Brings the news that was acted on, and the card of its subject, up to date, with who did what. */
export async function refreshNews(botDeps: BotDeps, turn: Turn, seen: Freshened): Promise<void> {
  const known = seen.look === null || isForHere(turn, seen.look) ? seen : { ...seen, look: null };
  const { messageId } = known.errand.ground;
  const told = await findEvent(botDeps, turn, messageId);
  await noteDeed(botDeps, turn, known, told);
  const { privacy } = await botDeps.stores.preferences.find(turn.visit.chatKey);
  const deps: RefreshDeps = { ...botDeps, renderer: botDeps.renderer.at(privacy) };
  const freshened = privacy === 'neither' ? { ...known, doneBy: null } : known;
  if (told !== null && messageId !== null) {
    const [first, ...later] = await toldTogether(deps, turn, messageId, told);
    const burst = [asOfNow(first, freshened), ...later.map((one) => asOfNow(one, freshened))] as const;
    const message = deps.renderer.news(burst, false, turn.t as Translate);
    await show(deps, turn, freshened, { id: messageId, told, message });
  }
  await refreshCard(deps, turn, freshened, told);
}

/** What comes later rewrites the card, and keeps it. */
async function noteDeed(
  { stores }: BotDeps,
  { visit }: Turn,
  { errand, look, doneBy: who }: Freshened,
  told: EventNotification | null,
): Promise<void> {
  const subject = (look === null ? null : subjectOf(look)) ?? told?.event.subject ?? null;
  if (who === null || subject === null) return;
  const { action, ground } = errand;
  const by = { action, who, personId: visit.visitor.id, forge: ground.forge.kind };
  const deed = { ...by, headSha: headOfSubject(subject) };
  await stores.news.noteDeed(told?.chatKey ?? visit.chatKey, cardKey(told?.event.subject ?? subject), deed);
}

/** Where the message itself is the card, it is up to date. */
async function refreshCard(
  deps: RefreshDeps,
  turn: Turn,
  freshened: Freshened,
  told: EventNotification | null,
): Promise<void> {
  const { errand, look } = freshened;
  const subject = told?.event.subject ?? (look === null ? null : subjectOf(look));
  if (subject === null) return;
  const id = await deps.stores.news.findCard(told?.chatKey ?? turn.visit.chatKey, cardKey(subject));
  if (id === null || id === errand.ground.messageId) return;
  const toldByCard = await findEvent(deps, turn, id);
  const isOfProject = toldByCard?.project.url === errand.ground.project.url;
  const source = told ?? (isOfProject ? toldByCard : null);
  if (source === null) return;
  const message = deps.renderer.card(asOfNow(source, freshened), turn.t as Translate);
  if (message !== null) await show(deps, turn, freshened, { id, told: toldByCard ?? source, message });
}

function asOfNow(told: EventNotification, { look, reader }: Freshened): EventNotification {
  return withReader(withSubject(told, look), look, reader);
}

export async function findEvent(
  { stores }: Pick<BotDeps, 'stores'>,
  { visit }: Turn,
  messageId: string | null,
): Promise<EventNotification | null> {
  const told = messageId === null ? null : await stores.news.findTold(visit.address.chatId, messageId);
  return told?.kind === 'event' ? told : null;
}

/** All that its message told at once. */
export async function toldTogether(
  { stores }: Pick<BotDeps, 'stores'>,
  { visit }: Turn,
  messageId: string,
  told: EventNotification,
): Promise<Burst> {
  const together = await stores.news.findBurst(visit.address.chatId, messageId);
  const [first = told, ...later] = together.filter((one) => one.kind === 'event');
  return [first, ...later];
}

/** With who did what, and with the head where it is another one than the message came with. */
async function show(
  deps: RefreshDeps,
  turn: Turn,
  { errand, look, doneBy, reader }: Freshened,
  { id, told, message }: { readonly id: string; readonly told: EventNotification; readonly message: Message },
): Promise<void> {
  const { ground } = errand;
  const t = turn.t as Translate;
  const isOver = look !== null && waitsNoMore(ground, look);
  const nobody = isOver ? [line(t('act.waits-no-more'))] : [];
  const deed = { action: errand.action, who: doneBy ?? '', forge: ground.forge.kind };
  const done = doneBy === null ? nobody : [deedLine(deed, t)];
  const asTold: Ground = { ...ground, messageId: id, shownSha: headOfSubject(told.event.subject) };
  const moved = look === null ? [] : movedLines(turn.t, asTold, look);
  const judge = reader ?? (isOver ? ANYBODY : null);
  const possible = look === null || judge === null ? message : withPossible(message, ground, look, judge);
  const isShown = await edit(deps, turn, id, { ...possible, lines: [...message.lines, ...moved, ...done] });
  const head = look === null ? null : headOf(look);
  if (isShown && head !== null) await rememberHead(deps, turn, asTold, head);
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
export async function edit(
  deps: Pick<BotDeps, 'channel' | 'logger'>,
  { visit }: Turn,
  messageId: string,
  message: Message,
): Promise<boolean> {
  try {
    return (await deps.channel.edit(visit.address, messageId, message)) !== 'gone';
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.logger.warn({ chatId: visit.address.chatId, error }, 'a message could not be brought up to date');
    return false;
  }
}
