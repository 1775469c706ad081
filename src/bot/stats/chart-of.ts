import type { Chart, Panel, Theme } from '../../domain/chart.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { ProjectFigures } from '../../domain/project-figures.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/time.js';
import { printShortDate } from '../day-words.js';
import type { TextKey, Texts } from '../translator.js';

interface Look {
  readonly theme: Theme;
  readonly zone: string;
  readonly title: string;
  readonly forgeKind: ForgeKind;
}

/** The figures in the reader's words, by day. */
export function chartOf(t: Texts, { days }: ProjectFigures, { theme, zone, title, forgeKind }: Look): Chart {
  const names = days.map(({ date }) => printShortDate(t, date));
  const say: Say = (part, unit = '') => t(`stats.chart.${part}`, { context: forgeKind, unit });
  return {
    theme,
    title,
    subtitle: `${names[0] ?? ''} – ${names.at(-1) ?? ''} · ${zone}`,
    days: names,
    panels: [outcomes(days, say), durations(t, days, say), waits(t, days, say)],
  };
}

type Days = ProjectFigures['days'];
type Part =
  | 'pipelines'
  | 'passed'
  | 'failed'
  | 'duration'
  | 'median'
  | 'merging'
  | 'opened-to-merged'
  | 'review-wait'
  | 'empty';
type Say = (part: Part, unit?: string) => string;

function outcomes(days: Days, say: Say): Panel {
  const drawn = (count: number): number | null => (count === 0 ? null : count);
  return {
    title: say('pipelines'),
    form: 'bars',
    empty: say('empty'),
    series: [
      { name: say('passed'), role: 'passed', values: days.map(({ passed }) => drawn(passed)) },
      { name: say('failed'), role: 'failed', values: days.map(({ failed }) => drawn(failed)) },
    ],
  };
}

function durations(t: Texts, days: Days, say: Say): Panel {
  const all = days.map(({ pipelineMs }) => pipelineMs);
  const unit = unitFor(all);
  return {
    title: say('duration', t(unit.name)),
    form: 'lines',
    empty: say('empty'),
    series: [{ name: say('median'), role: 'duration', values: all.map((ms) => inUnit(ms, unit)) }],
  };
}

/** In one unit, so that they can be compared. */
function waits(t: Texts, days: Days, say: Say): Panel {
  const merging = days.map(({ mergeMs }) => mergeMs);
  const review = days.map(({ reviewMs }) => reviewMs);
  const unit = unitFor([...merging, ...review]);
  return {
    title: say('merging', t(unit.name)),
    form: 'lines',
    empty: say('empty'),
    series: [
      { name: say('opened-to-merged'), role: 'merging', values: merging.map((ms) => inUnit(ms, unit)) },
      { name: say('review-wait'), role: 'review', values: review.map((ms) => inUnit(ms, unit)) },
    ],
  };
}

interface Unit {
  readonly ms: number;
  readonly name: TextKey;
}

/** The largest first, each with what makes an axis of it worth reading. */
const UNITS: readonly (Unit & { readonly from: number })[] = [
  { ms: DAY, name: 'stats.unit.days', from: 3 * DAY },
  { ms: HOUR, name: 'stats.unit.hours', from: 3 * HOUR },
  { ms: MINUTE, name: 'stats.unit.minutes', from: 3 * MINUTE },
];
const SECONDS: Unit = { ms: SECOND, name: 'stats.unit.seconds' };

function unitFor(values: readonly (number | null)[]): Unit {
  const longest = Math.max(0, ...values.map((ms) => ms ?? 0));
  return UNITS.find(({ from }) => longest >= from) ?? SECONDS;
}

/** Rounded: a picture shows no more. */
function inUnit(ms: number | null, unit: Unit): number | null {
  return ms === null ? null : Math.round((100 * ms) / unit.ms) / 100;
}
