import { Composer } from 'telegraf';
import { MAX_LOG_CHOICES } from '../../domain/job-log.js';
import type { Line } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import { logButtons } from '../../events/render/pipeline-view.js';
import type { BotDeps } from '../bot-deps.js';
import { chooseWatch } from '../choose-watch.js';
import { sentence } from '../phrase.js';
import { showJobLog } from '../show-job-log.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';

/** As many as are looked through for one that failed. */
const MOST = 100;

/** The ends of failed jobs' logs: by a button, in reply to a pipeline's message, or of a project's latest failure. */
export function jobLogFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onPress('job-log', (turn, { watchId, jobId }) =>
      withWatch(deps, turn, watchId, (watched) => showJobLog(deps, turn, watched, { jobId })),
    ),
  );
  composer.use(
    onPress('log', (turn, { watchId }) =>
      withWatch(deps, turn, watchId, (watched) => showLatest(deps, turn, watched)),
    ),
  );
  composer.use(onCommand('log', (turn) => answerCommand(deps, turn)));
  return composer;
}

async function withWatch(
  deps: BotDeps,
  turn: Turn,
  watchId: string,
  show: (watched: WatchedProject) => Promise<void>,
): Promise<void> {
  const watched = await watchOfChat(deps, turn, watchId);
  if (watched === null) return turn.talk.answer(turn.t('watch.gone'));
  await show(watched);
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  if (visit.repliesTo !== null && visit.command?.argument === '') {
    const told = await deps.stores.news.findTold(visit.address.chatId, visit.repliesTo);
    if (told?.kind === 'event' && told.event.subject.kind === 'pipeline') {
      return showTold(deps, turn, told, told.event.subject);
    }
    return talk.reply({ lines: [sentence(t, 'log.how')] });
  }
  const watched = await chooseWatch(deps, turn, 'log');
  if (watched !== null) await showLatest(deps, turn, watched);
}

/** The card of a pipeline is told before its end, and what failed is known by now. */
async function showTold(
  deps: BotDeps,
  turn: Turn,
  { rule }: EventNotification,
  told: Pipeline,
): Promise<void> {
  const watched = await watchOfChat(deps, turn, rule.watchId);
  if (watched === null) return turn.talk.reply({ lines: [sentence(turn.t, 'watch.gone')] });
  const seen = told.failedJobs.length > 0 ? [] : await seenPipelines(deps, watched);
  await showFailed(deps, turn, watched, {
    pipeline: seen.find(({ id }) => id === told.id) ?? told,
    above: [],
  });
}

async function showLatest(deps: BotDeps, turn: Turn, watched: WatchedProject): Promise<void> {
  const { talk, t } = turn;
  const { project, account, watch } = watched;
  if (!watch.isConfirmed) return talk.answer(t('watch.gone'));
  const context = account.forge.kind;
  const params = { project: { text: project.path, href: project.url }, context };
  const seen = await seenPipelines(deps, watched);
  const pipeline = seen.find(({ status }) => status === 'failed');
  if (pipeline === undefined) return talk.reply({ lines: [sentence(t, 'log.none-failed', params)] });
  const above = [sentence(t, 'log.latest', { ...params, pipeline: linkTo(pipeline) })];
  await showFailed(deps, turn, watched, { pipeline, above });
}

/** Its only failed job's log at once, or a button for each of several. */
async function showFailed(
  deps: BotDeps,
  turn: Turn,
  watched: WatchedProject,
  { pipeline, above }: { readonly pipeline: Pipeline; readonly above: readonly Line[] },
): Promise<void> {
  const { talk, t } = turn;
  const [only, ...others] = pipeline.failedJobs;
  if (only === undefined) {
    const context = watched.account.forge.kind;
    const none = sentence(t, 'log.no-jobs', { pipeline: linkTo(pipeline), context });
    return talk.reply({ lines: [...above, none] });
  }
  if (others.length === 0) return showJobLog(deps, turn, watched, { jobId: only.id, above });
  await talk.reply({
    lines: [...above, sentence(t, 'log.which')],
    buttons: logButtons(pipeline, watched.watch.id, t as Translate, MAX_LOG_CHOICES),
  });
}

function seenPipelines({ stores }: BotDeps, { account, project }: WatchedProject) {
  return stores.subjects.pipelines(account.id, project.id, MOST);
}

function linkTo({ number, url }: Pipeline): { readonly text: string; readonly href: string } {
  return { text: `#${number}`, href: url };
}
