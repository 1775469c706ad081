import { Composer } from 'telegraf';
import { z } from 'zod';
import { headOf } from '../../domain/actions/look.js';
import type { OpenAccount } from '../../domain/account.js';
import { actorOf } from '../../actions/attempt.js';
import { refusalOf } from '../../actions/define-action.js';
import { actionNamed } from '../../actions/index.js';
import { ForgeError } from '../../domain/errors.js';
import type { Button, Line, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { errandFromJson, errandToJson, type Ground } from '../acting/errand.js';
import { groundOfCommand } from '../acting/ground-of-command.js';
import { groundOfMessage } from '../acting/ground.js';
import { fileLines, summaryLines, type Seen } from '../acting/look-message.js';
import { tellUnfound } from '../acting/invite.js';
import { lookByOwn } from '../acting/look-by-own.js';
import { hasMoved, movedLines } from '../acting/moved-head.js';
import { GROUND_LIFETIME_MS, rememberGround } from '../acting/remember-ground.js';
import { runErrand } from '../acting/run-errand.js';
import type { How } from '../acting/show-outcome.js';
import type { BotDeps } from '../bot-deps.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import type { TextKey } from '../translator.js';
import { onCommand, onPending, onPress, type BotContext, type Turn } from '../turn.js';

const LOOK = 'look';
/** Files on one page of the forge: see `ForgeActions.readChanges`. */
const PAGE = 20;
const TURNS = ['back', 'on'] as const;
const DEEDS = ['approve', 'request-changes', 'comment', 'merge'] as const;
/** By what a button's choice says: never by the number of a file, of which there may be thousands. */
const CHOICES = [...TURNS, ...DEEDS] as const;
type Choice = (typeof CHOICES)[number];

/** A short look before approving: how it stands and which files, then file by file. */
export function lookFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onPress('look', (turn) => lookAtNews(deps, turn)));
  composer.use(onCommand('look', (turn) => lookByCommand(deps, turn)));
  composer.use(onPending(LOOK, (turn, pending, choice) => turnPage(deps, turn, pending, choice)));
  return composer;
}

async function lookAtNews(deps: BotDeps, turn: Turn): Promise<void> {
  const ground = await groundOfMessage(deps, turn, turn.visit.messageId);
  if (ground?.target.kind !== 'merge-request') return turn.talk.insist(turn.t('act.old'), 'alert');
  await show(deps, turn, { ground, index: 0 }, { via: 'news' });
}

async function lookByCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const ground = await groundOfCommand(deps, turn, turn.visit.command?.argument ?? '');
  const { talk, t } = turn;
  if ('key' in ground) return tellUnfound(deps, turn, ground);
  if (ground.target.kind !== 'merge-request') {
    return talk.reply({ lines: [sentence(t, 'act.how', { command: 'look' })] });
  }
  await show(deps, turn, { ground, index: 0 }, { via: 'typed' });
}

async function turnPage(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  const errand = errandFromJson(pending.payload);
  const at = shownIndex.safeParse(pending.payload).data?.index;
  const action = CHOICES[choice];
  if (errand === null || at === undefined || action === undefined) {
    return turn.talk.answer(turn.t('press.expired'));
  }
  if (action === 'back' || action === 'on') {
    const index = action === 'on' ? at + 1 : Math.max(0, at - 1);
    return show(deps, turn, { ground: errand.ground, index }, { via: 'question' });
  }
  const requestKey = `press:${turn.visit.query?.id ?? ''}`;
  // What is looked at stays on the screen: questions and ends come below it.
  await runErrand(deps, turn, { ...errand, action }, { via: 'typed', requestKey, isConfirmed: false });
}

const shownIndex = z.object({ index: z.number().int().nonnegative() });

interface View {
  readonly ground: Ground;
  /** 0: the summary; else the file of that number. */
  readonly index: number;
}

async function show(deps: BotDeps, turn: Turn, view: View, how: How): Promise<void> {
  const { talk } = turn;
  const { ground } = view;
  const looked = await lookByOwn(deps, turn, { ground, how }, (account) => read(deps, account, view));
  if (looked === null) return;
  const { look } = looked.seen;
  // Who read the files of another head begins anew.
  if (view.index > 0 && hasMoved(ground, look)) return show(deps, turn, { ground, index: 0 }, how);
  await talk.answer();
  const message = await viewMessage(deps, turn, { view, ...looked });
  const messageId = await (how.via === 'question' ? talk.place(message) : talk.ask(message));
  await rememberGround(deps, turn, messageId, { ...ground, shownSha: headOf(look) });
}

async function read(deps: BotDeps, account: OpenAccount, { ground, index }: View): Promise<Seen> {
  const { forge, project, target } = ground;
  const actions = deps.actions[forge.kind];
  const session = deps.openSession(account);
  const number = target.kind === 'merge-request' ? target.number : '';
  const page = index === 0 ? 1 : Math.ceil(index / PAGE);
  const [look, changes, threads] = await Promise.all([
    actions.lookAt(session, project, target),
    actions.readChanges(session, project, number, page),
    index === 0 ? actions.listOpenThreads(session, project, number) : [],
  ]);
  if (look.kind !== 'merge-request') throw new ForgeError('not-found', { detail: 'not a merge request' });
  return { look, changes, openThreads: threads.length };
}

async function viewMessage(
  deps: BotDeps,
  { t, visit }: Turn,
  { view, seen, account }: { readonly view: View; readonly seen: Seen; readonly account: OpenAccount },
): Promise<Message> {
  const { index } = view;
  const ground: Ground = { ...view.ground, shownSha: headOf(seen.look) };
  const choose = await keepPending(deps, visit, {
    action: LOOK,
    payload: { ...errandToJson({ action: '', input: {}, ground }, []), index },
    lifetimeMs: GROUND_LIFETIME_MS,
  });
  const action = (choice: Choice) => choose(CHOICES.indexOf(choice));
  const hasNext = index === 0 ? seen.changes.files.length > 0 : isMore(index, seen);
  const actor = actorOf(account);
  const context = ground.forge.kind;
  const turns: readonly Button[] = [
    ...(index > 0 ? [{ label: t('button.previous'), action: action('back') }] : []),
    ...(hasNext ? [{ label: t(index === 0 ? 'look.diff' : 'button.next'), action: action('on') }] : []),
  ];
  const deeds = DEEDS.flatMap((name) => {
    const definition = actionNamed(name);
    if (definition === null || refusalOf(definition, seen.look, actor) !== null) return [];
    const label = t(`act.name.${name}` as TextKey, { context });
    return [{ label, action: action(name) }];
  });
  const lines = [...movedLines(t, view.ground, seen.look), ...pageLines(t, ground, index, seen)];
  return { lines, buttons: [turns, deeds.slice(0, 2), deeds.slice(2)] };
}

function pageLines(t: Turn['t'], ground: Ground, index: number, seen: Seen): readonly Line[] {
  const file = index === 0 ? undefined : seen.changes.files[(index - 1) % PAGE];
  if (file === undefined) return summaryLines(t, ground, seen);
  const of = Math.max(index, seen.look.size?.files ?? seen.changes.files.length);
  return fileLines(t, file, { at: index, of });
}

function isMore(index: number, { changes }: Seen): boolean {
  const onPage = ((index - 1) % PAGE) + 1;
  return onPage < changes.files.length || (onPage === PAGE && changes.hasMore);
}
