import { Composer } from 'telegraf';
import { line, type Line, type Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { Translate } from '../../domain/ports/translator.js';
import { EVERYTHING, type PageEnd } from '../../domain/ports/timeline-store.js';
import { type KeptEvent, toTimelineEntry } from '../../domain/timeline.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { formatDuration } from '../duration.js';
import { matchWatches } from '../match-watch.js';
import { ownWatches } from '../own-watches.js';
import { sentence } from '../phrase.js';
import { onPress, type BotContext, type Step, type Turn } from '../turn.js';

const PAGE = 10;

/** `/history group/app`: what happened in a project that the person watches. Without a project it is what people did. */
export function timelineFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onHistoryOf((turn, typed) => begin(deps, turn, typed)));
  composer.use(onPress('timeline', (turn, { watchId, before }) => goOn(deps, turn, watchId, before)));
  return composer;
}

function onHistoryOf(handle: (turn: Turn, typed: string) => Promise<void>): Step {
  return async (ctx, next) => {
    const { command } = ctx.turn.visit;
    if (command?.name !== 'history' || command.argument === '') return next();
    await handle(ctx.turn, command.argument);
  };
}

async function begin(deps: BotDeps, turn: Turn, typed: string): Promise<void> {
  const { t, talk } = turn;
  const [watched] = matchWatches(await ownWatches(deps.stores, turn.visit.visitor.id), typed, deps.forges);
  if (watched === undefined) return talk.reply({ lines: [sentence(t, 'timeline.unknown')] });
  await talk.reply(await timelineMessage(deps, turn, watched, null));
}

async function goOn(deps: BotDeps, turn: Turn, watchId: string, before: PageEnd): Promise<void> {
  const watched = (await ownWatches(deps.stores, turn.visit.visitor.id)).find(
    ({ watch }) => watch.id === watchId,
  );
  if (watched === undefined) return turn.talk.answer(turn.t('watch.gone'));
  await turn.talk.show(await timelineMessage(deps, turn, watched, before));
}

async function timelineMessage(
  deps: BotDeps,
  { t }: Turn,
  { watch, project, account }: WatchedProject,
  before: PageEnd | null,
): Promise<Message> {
  const { events, end } = await deps.stores.timeline.newest({
    onlookers: [{ id: account.id, forgeUrl: account.forge.url }],
    filter: { ...EVERYTHING, projectPath: project.path },
    before,
    limit: PAGE,
  });
  const place = { project: { text: project.path, href: project.url } };
  if (events.length === 0) return { lines: [sentence(t, 'timeline.none', place)] };
  const lines = events.map((kept) => row(deps, t, kept));
  if (end === null) return { lines: [sentence(t, 'timeline.title', place), ...lines] };
  const more = encodePress({ kind: 'timeline', watchId: watch.id, before: end });
  return {
    lines: [sentence(t, 'timeline.title', place), ...lines],
    buttons: [[{ label: t('button.next'), action: more }]],
  };
}

function row({ renderer, clock }: BotDeps, t: Turn['t'], kept: KeptEvent): Line {
  const { event, forge, at } = kept;
  const { title, url } = toTimelineEntry(kept);
  const { spans } = renderer.headline({ event, forgeKind: forge.kind }, t as Translate);
  const when = formatDuration(t, clock().getTime() - at.getTime());
  const what = title === '' ? [] : [' · ', { text: title, href: url }];
  return line(...spans, ...what, ` · ${t('pipelines.ago', { ago: when })}`);
}
