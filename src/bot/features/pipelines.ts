import { Composer } from 'telegraf';
import { line, type Line, type Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import { pipelineStatusLine } from '../../events/render/pipeline-view.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { chooseWatch } from '../choose-watch.js';
import { formatDuration } from '../duration.js';
import { pageButtons, pageLines } from '../page-turns.js';
import { pageOf } from '../paging.js';
import { sentence } from '../phrase.js';
import { shortTitle } from '../short-title.js';
import type { Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';

const MOST = 100;

/** `/pipelines [project]`: the latest of a project that the chat watches, from what was seen last. */
export function pipelinesFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('pipelines', (turn) => choose(deps, turn)));
  composer.use(
    onPress('pipelines', async (turn, { watchId, page }) => {
      const watched = await watchOfChat(deps, turn, watchId);
      if (watched?.watch.isConfirmed !== true) {
        return turn.talk.answer(turn.t('watch.gone'));
      }
      await turn.talk.show(await pipelinesMessage(deps, turn.t, watched, page));
    }),
  );
  return composer;
}

async function choose(deps: BotDeps, turn: Turn): Promise<void> {
  const watched = await chooseWatch(deps, turn, 'pipelines');
  if (watched !== null) await turn.talk.reply(await pipelinesMessage(deps, turn.t, watched, 0));
}

async function pipelinesMessage(
  deps: BotDeps,
  t: Texts,
  { watch, project, account }: WatchedProject,
  asked: number,
): Promise<Message> {
  const context = account.forge.kind;
  const all = await deps.stores.subjects.pipelines(account.id, project.id, MOST);
  const params = { project: { text: project.path, href: project.url }, context };
  if (all.length === 0) return { lines: [sentence(t, 'pipelines.none', params)] };
  const { items, page, pages } = pageOf(all, asked);
  const turns = pageButtons(t, { page, pages }, (target) =>
    encodePress({ kind: 'pipelines', watchId: watch.id, page: target }),
  );
  const inForgeWords: Translate = (key, more) => (t as Translate)(key, { context, ...more });
  return {
    lines: [
      sentence(t, 'pipelines.title', params),
      ...items.flatMap((pipeline) => rowLines(inForgeWords, pipeline, deps.clock())),
      ...pageLines(t, { page, pages }),
    ],
    ...(turns.length > 0 ? { buttons: [turns] } : {}),
  };
}

/** A branch may be called anything. */
const MAX_NAME = 60;

function rowLines(t: Translate, pipeline: Pipeline, now: Date): readonly Line[] {
  const { number, url, title, actor, updatedAt, finishedAt } = pipeline;
  const age = now.getTime() - Date.parse(finishedAt ?? updatedAt);
  const facts = [
    title === null ? null : shortTitle(title),
    actor?.name,
    t('pipelines.ago', { ago: formatDuration(t, age) }),
  ];
  return [
    pipelineStatusLine({ ...pipeline, ref: shortTitle(pipeline.ref, MAX_NAME) }, t),
    line({ text: `#${number}`, href: url }, ...facts.filter(Boolean).map((fact) => ` · ${fact}`)),
  ];
}
