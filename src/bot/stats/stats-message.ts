import type { Theme } from '../../domain/chart.js';
import { planFeeds } from '../../domain/feed-plan.js';
import { localTimeAt, utcDay } from '../../domain/local-time.js';
import { line, type Line, type Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { Course } from '../../domain/ports/timeline-store.js';
import { zoneOf } from '../../domain/preferences.js';
import {
  FIGURE_DAYS,
  figuresBegin,
  figuresOf,
  hasFigures,
  type ProjectFigures,
} from '../../domain/project-figures.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { figureLines } from './figure-lines.js';
import { chartOf } from './chart-of.js';

/** More than any project that people look after yields; beyond, the days that are left are shown. */
const MOST_MEASURES = 10_000;

/** The figures of a project as text, under a picture of them where one could be drawn. */
export async function statsMessage(deps: BotDeps, turn: Turn, watched: WatchedProject): Promise<Message> {
  const { stores, clock } = deps;
  const { t, visit } = turn;
  const { watch, project, account } = watched;
  const now = clock();
  const preferences = await stores.preferences.find(visit.chatKey);
  const zone = zoneOf(preferences);
  const begin = figuresBegin(zone, now);
  const course = await stores.timeline.course({
    accountId: account.id,
    projectId: project.id,
    from: new Date(begin.getTime() - FIGURE_DAYS * DAY),
    limit: MOST_MEASURES,
  });
  const figures = figuresOf(course.measures, zone, now);
  const since = knownSince(course, watch.createdAt, begin);
  const place = { project: { text: project.path, href: project.url } };
  if (!hasFigures(figures)) {
    const from = { since: dayIn(zone, since ?? begin), context: account.forge.kind };
    return { lines: [sentence(t, 'stats.none', { ...place, ...from })] };
  }
  const lines = [
    since === null
      ? sentence(t, 'stats.title', { ...place, count: FIGURE_DAYS })
      : sentence(t, 'stats.title-since', { ...place, since: dayIn(zone, since) }),
    ...figureLines(t, figures.total, account.forge.kind),
    ...(await limitLines(deps, turn, watched)),
  ];
  return withPicture(deps, turn, { watched, figures, lines, zone, theme: preferences.theme });
}

function dayIn(zone: string, at: Date): Date {
  return utcDay(localTimeAt(zone, at));
}

interface Shown {
  readonly watched: WatchedProject;
  readonly figures: ProjectFigures;
  readonly lines: readonly Line[];
  readonly zone: string;
  readonly theme: Theme;
}

async function withPicture(
  deps: BotDeps,
  { t, talk }: Turn,
  { watched, figures, lines, zone, theme }: Shown,
): Promise<Message> {
  const { project, account, watch } = watched;
  const chart = chartOf(t, figures, { theme, zone, title: project.path, forgeKind: account.forge.kind });
  await talk.announcePicture();
  const content = await deps.drawChart(chart);
  if (content === null) return { lines: [...lines, line(''), sentence(t, 'stats.no-picture')] };
  const other = theme === 'light' ? 'dark' : 'light';
  const action = encodePress({ kind: 'stats', watchId: watch.id, theme: other });
  return {
    picture: { name: 'stats.png', content },
    lines,
    buttons: [[{ label: t(`button.theme-${other}`), action }]],
  };
}

/** From when on what happened is known, where that is within the days; `null`: all of them are known. */
function knownSince({ measures, seenSince }: Course, watchedSince: Date, begin: Date): Date | null {
  const first = seenSince !== null && seenSince < watchedSince ? seenSince : watchedSince;
  const oldest = measures.length < MOST_MEASURES ? undefined : measures[0]?.at;
  const known = oldest !== undefined && oldest > first ? oldest : first;
  return known > begin ? known : null;
}

/** GitLab's lists of merge requests are narrowed to the person below the level `all`. */
async function limitLines(
  { stores }: BotDeps,
  { t }: Turn,
  { project, account }: WatchedProject,
): Promise<readonly Line[]> {
  const watches = (await stores.watches.listOfAccount(account.id)).map(({ watch }) => watch);
  const readsAll = planFeeds(account, watches).some(
    ({ kind, projectId }) => kind === 'merge-requests' && projectId === project.id,
  );
  return readsAll ? [] : [sentence(t, 'stats.only-own', { user: account.user.login })];
}
