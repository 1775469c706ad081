import type { Button, Message } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import { encodePress, type Press } from './callback-data.js';
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
  readonly title: TextKey;
  /** What pressing a watch does. */
  readonly press: 'watch-open' | 'watch-remove' | 'filter-open' | 'pipelines' | 'log' | 'stats';
}

/** The chat's watches as buttons, in the order of their paths. */
export function listWatches({ t, visit }: Pick<Turn, 't' | 'visit'>, list: WatchList): Message {
  const isPrivate = visit.chatKind === 'private';
  const isOfSettings = list.press === 'watch-open';
  const add = isOfSettings
    ? settingsButton(t, 'watch', 'button.watch')
    : { label: t('button.watch'), action: encodePress({ kind: 'run', command: 'watch' }) };
  const back = isOfSettings ? [backToSettings(t)] : [];
  if (list.watches.length === 0) {
    return {
      lines: [sentence(t, isPrivate ? 'watches.none' : 'watches.none-group')],
      buttons: [...(isPrivate ? [[add]] : []), ...back],
    };
  }
  const sorted = [...list.watches].sort((one, other) => one.project.path.localeCompare(other.project.path));
  const { items, page, pages } = pageOf(sorted, list.page);
  return {
    lines: [sentence(t, list.title, { count: list.watches.length })],
    buttons: [
      ...items.map((watched) => [watchButton(t, watched, list)]),
      turnButtons(t, page, pages),
      ...(isPrivate ? [[add]] : []),
      ...back,
    ],
  };
}

function watchButton(t: Texts, { watch, project }: WatchedProject, { now, press }: WatchList): Button {
  const path = project.path.length <= 40 ? project.path : `…${project.path.slice(-39)}`;
  const mark = press === 'watch-remove' ? '✕ ' : '';
  return {
    label: `${mark}${path} · ${watchState(t, watch, now)}`,
    action: encodePress(pressOn(watch.id, press)),
  };
}

function pressOn(watchId: string, press: WatchList['press']): Press {
  if (press === 'pipelines') return { kind: press, watchId, page: 0 };
  return press === 'stats' ? { kind: press, watchId, theme: null } : { kind: press, watchId };
}

function turnButtons(t: Texts, page: number, pages: number): readonly Button[] {
  const to = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'watches', page: target }),
  });
  return [
    ...(page > 0 ? [to(t('button.previous'), page - 1)] : []),
    ...(page < pages - 1 ? [to(t('button.next'), page + 1)] : []),
  ];
}
