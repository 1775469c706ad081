import { createHash } from 'node:crypto';
import { toggleState } from '../domain/edit-filter.js';
import type { Button, Message } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import { OPEN_LEVELS } from '../domain/watch.js';
import { filterOf, type FilterRule, type Toggle, type WatchFilter } from '../domain/watch-filter.js';
import { encodePress } from './callback-data.js';
import { nameOf, TOGGLES, wordsFor } from './filter-names.js';
import { PRESET_NAMES } from './filter-presets.js';
import { printFilter, printRule } from './filter-text.js';
import { PAGE_SIZE, pageOf } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

/** The filter of a watch with everything that can be changed about it. */
export function filterPanel(t: Texts, watched: WatchedProject): Message {
  const { watch, project, account } = watched;
  const filter = filterOf(watch);
  const typed = `/filters ${project.path} ${printFilter(filter)}`;
  return {
    lines: [
      sentence(t, 'filters.panel', { project: { text: project.path, href: project.url } }),
      sentence(t, watch.filter === null ? 'filters.none-yet' : `level.${filter.base}`),
      sentence(t, 'filters.line', { line: { text: typed, style: 'code' } }),
      ...(asksForTeams(filter) && account.forge.kind === 'gitlab' ? [sentence(t, 'filters.no-teams')] : []),
    ],
    buttons: [
      ...choiceButtons(t, watched),
      ...ruleButtons(t, watched),
      [
        {
          label: t('button.add-rule'),
          action: encodePress({ kind: 'filter-fields', watchId: watch.id, list: 'include' }),
        },
      ],
      openButtons(t, watch.id),
    ],
  };
}

function asksForTeams({ include, exclude }: WatchFilter): boolean {
  return [...include, ...exclude].some(({ field }) => field === 'team');
}

/** One page of what can be switched: `✓` told, `✕` not told, without a mark what the base says. */
export function togglesPanel(t: Texts, { watch, project, account }: WatchedProject, asked: number): Message {
  const filter = filterOf(watch);
  const { items, page, pages } = pageOf(TOGGLES, asked);
  const marks = { on: '✓ ', off: '✕ ', base: '' };
  const button = (toggle: Toggle): Button => ({
    label: `${marks[toggleState(filter, toggle)]}${toggle.type === null ? '' : '· '}${wordsFor(t, toggle, account.forge.kind)}`,
    action: encodePress({ kind: 'filter-toggle', watchId: watch.id, name: nameOf(toggle) }),
  });
  const turn = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'filter-toggles', watchId: watch.id, page: target }),
  });
  return {
    lines: [
      sentence(t, 'filters.toggles', {
        project: { text: project.path, href: project.url },
        base: t(`level-button.${filter.base}`),
      }),
    ],
    buttons: [
      ...items.map((toggle) => [button(toggle)]),
      [
        ...(page > 0 ? [turn(t('button.previous'), page - 1)] : []),
        ...(page < pages - 1 ? [turn(t('button.next'), page + 1)] : []),
      ],
      [{ label: t('button.filter'), action: encodePress({ kind: 'filter-open', watchId: watch.id }) }],
    ],
  };
}

export function pageOfToggle(toggle: Toggle): number {
  const index = TOGGLES.findIndex((one) => nameOf(one) === nameOf(toggle));
  return Math.floor(Math.max(0, index) / PAGE_SIZE);
}

/** Names a rule on its button: a position would remove another rule after a change from elsewhere. */
export function digestOf(list: 'include' | 'exclude', rule: FilterRule): string {
  return createHash('sha256')
    .update(`${list} ${printRule(rule)}`)
    .digest('base64url')
    .slice(0, 12);
}

function choiceButtons(t: Texts, { watch }: WatchedProject): readonly (readonly Button[])[] {
  const watchId = watch.id;
  const { base } = filterOf(watch);
  const presets = PRESET_NAMES.map((preset) => ({
    label: t(`preset.${preset}`),
    action: encodePress({ kind: 'filter-preset', watchId, preset }),
  }));
  return [
    OPEN_LEVELS.map((choice) => ({
      label: `${watch.filter !== null && choice === base ? '✓ ' : ''}${t(`level-button.${choice}`)}`,
      action: encodePress({ kind: 'filter-base', watchId, base: choice }),
    })),
    [{ label: t('button.toggles'), action: encodePress({ kind: 'filter-toggles', watchId, page: 0 }) }],
    presets.slice(0, 2),
    presets.slice(2),
  ];
}

function ruleButtons(t: Texts, { watch }: WatchedProject): readonly (readonly Button[])[] {
  const { include, exclude } = filterOf(watch);
  const button = (list: 'include' | 'exclude', rule: FilterRule): readonly Button[] => [
    {
      label: `✕ ${t(`filters.${list}`, { rule: short(printRule(rule)) })}`,
      action: encodePress({ kind: 'filter-drop', watchId: watch.id, digest: digestOf(list, rule) }),
    },
  ];
  return [
    ...include.map((rule) => button('include', rule)),
    ...exclude.map((rule) => button('exclude', rule)),
  ];
}

function openButtons(t: Texts, watchId: string): readonly Button[] {
  return [{ label: t('button.watch-panel'), action: encodePress({ kind: 'watch-open', watchId }) }];
}

function short(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
