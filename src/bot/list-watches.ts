import type { Button, Message } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import { encodePress, type ListPurpose, type Press } from './callback-data.js';
import { pageButtons } from './page-turns.js';
import { pageOf } from './paging.js';
import { sentence } from './phrase.js';
import { backToSettings, settingsButton } from './settings-button.js';
import type { TextKey, Texts } from './translator.js';
import type { Turn } from './turn.js';
import { watchState } from './watch-panel.js';

export interface WatchList {
  readonly watches: readonly WatchedProject[];
  readonly page: number;
  readonly now: Date;
  readonly purpose: ListPurpose;
}

interface Purpose {
  readonly title: TextKey;
  /** What pressing a watch does. */
  readonly press: 'watch-open' | 'watch-remove' | 'filter-open' | 'pipelines' | 'log' | 'stats';
  /** Of what may be read only: a watch that its owner has not agreed to is left out. */
  readonly isReading?: boolean;
}

const PURPOSES = {
  open: { title: 'watches.title', press: 'watch-open' },
  mute: { title: 'mute.choose', press: 'watch-open' },
  unwatch: { title: 'unwatch.choose', press: 'watch-remove' },
  filters: { title: 'filters.choose', press: 'filter-open' },
  pipelines: { title: 'pipelines.choose', press: 'pipelines', isReading: true },
  log: { title: 'log.choose', press: 'log', isReading: true },
  stats: { title: 'stats.choose', press: 'stats', isReading: true },
} as const satisfies Record<ListPurpose, Purpose>;

/** The chat's watches as buttons, in the order of their paths. */
export function listWatches({ t, visit }: Pick<Turn, 't' | 'visit'>, list: WatchList): Message {
  const isPrivate = visit.chatKind === 'private';
  const { title, press, isReading = false }: Purpose = PURPOSES[list.purpose];
  const watches = list.watches.filter(({ watch }) => !isReading || watch.isConfirmed);
  const isOfSettings = press === 'watch-open';
  const add = isOfSettings
    ? settingsButton(t, 'watch', 'button.watch')
    : { label: t('button.watch'), action: encodePress({ kind: 'run', command: 'watch' }) };
  const back = isOfSettings ? [backToSettings(t)] : [];
  if (watches.length === 0) {
    return {
      lines: [sentence(t, isPrivate ? 'watches.none' : 'watches.none-group')],
      buttons: [...(isPrivate ? [[add]] : []), ...back],
    };
  }
  const sorted = [...watches].sort((one, other) => one.project.path.localeCompare(other.project.path));
  const { items, page, pages } = pageOf(sorted, list.page);
  return {
    lines: [sentence(t, title, { count: watches.length })],
    buttons: [
      ...items.map((watched) => [watchButton(t, watched, { press, now: list.now })]),
      pageButtons(t, { page, pages }, (target) =>
        encodePress({ kind: 'watches', page: target, purpose: list.purpose }),
      ),
      ...(isPrivate ? [[add]] : []),
      ...back,
    ],
  };
}

function watchButton(
  t: Texts,
  { watch, project }: WatchedProject,
  { now, press }: Pick<Purpose, 'press'> & Pick<WatchList, 'now'>,
): Button {
  const path = project.path.length <= 40 ? project.path : `…${project.path.slice(-39)}`;
  const mark = press === 'watch-remove' ? '✕ ' : '';
  return {
    label: `${mark}${path} · ${watchState(t, watch, now)}`,
    action: encodePress(pressOn(watch.id, press)),
  };
}

function pressOn(watchId: string, press: Purpose['press']): Press {
  if (press === 'watch-remove') return { kind: press, watchId, isListed: true };
  if (press === 'pipelines') return { kind: press, watchId, page: 0 };
  return press === 'stats' ? { kind: press, watchId, theme: null } : { kind: press, watchId };
}
