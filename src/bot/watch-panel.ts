import { line, type Button, type Line, type Message } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import { isMuted, OPEN_LEVELS, type Watch } from '../domain/watch.js';
import { encodePress, type MuteMinutes } from './callback-data.js';
import { formatDuration } from './duration.js';
import { printFilter } from './filter-text.js';
import { accountSpans } from './forge-words.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

const MUTE_CHOICES = [60, 480, 1440, 10_080] as const satisfies readonly MuteMinutes[];
const MINUTE_MS = 60_000;

/** One watch with everything that can be changed about it. */
export function watchPanel(
  t: Texts,
  watched: WatchedProject,
  now: Date,
  headline: readonly Line[] = [],
): Message {
  const { watch, project, account } = watched;
  const title = sentence(t, 'watch.panel', { project: { text: project.path, href: project.url } });
  return {
    lines: [
      ...(headline.length > 0 ? headline : [title]),
      sentence(t, `level.${watch.level}`),
      ...(watch.filter === null ? [] : [line({ text: printFilter(watch.filter), style: 'code' })]),
      ...muteLine(t, watch, now),
      ...(watch.isConfirmed ? [] : [sentence(t, 'watch.waits-for-owner', accountSpans(account))]),
      sentence(t, 'watch.through', accountSpans(account)),
    ],
    buttons: [...levelButtons(t, watch), ...muteButtons(t, watch, now), lastButtons(t, watch)],
  };
}

/** The state of a watch in a few words, for lists. */
export function watchState(t: Texts, watch: Watch, now: Date): string {
  if (!watch.isConfirmed) return t('watch-state.unconfirmed');
  return isMuted(watch, now) ? t('watch-state.muted') : t(`level-button.${watch.level}`);
}

function muteLine(t: Texts, { mutedUntil, level }: Watch, now: Date): readonly Line[] {
  if (level === 'muted' || mutedUntil === null || mutedUntil <= now) return [];
  return [sentence(t, 'mute.rest', { left: formatDuration(t, mutedUntil.getTime() - now.getTime()) })];
}

function levelButtons(t: Texts, { id, level }: Watch): readonly (readonly Button[])[] {
  return [
    [
      ...OPEN_LEVELS.map((choice) => ({
        label: `${choice === level ? '✓ ' : ''}${t(`level-button.${choice}`)}`,
        action: encodePress({ kind: 'watch-level', watchId: id, level: choice }),
      })),
      {
        label: `${level === 'custom' ? '✓ ' : ''}${t('level-button.custom')}`,
        action: encodePress({ kind: 'filter-open', watchId: id }),
      },
    ],
  ];
}

function muteButtons(t: Texts, watch: Watch, now: Date): readonly (readonly Button[])[] {
  const button = (minutes: MuteMinutes, label: string): Button => ({
    label,
    action: encodePress({ kind: 'watch-mute', watchId: watch.id, minutes }),
  });
  if (isMuted(watch, now)) return [[button(0, t('button.unmute'))]];
  const mute = MUTE_CHOICES.map((minutes) =>
    button(minutes, t('button.mute', { duration: formatDuration(t, minutes * MINUTE_MS) })),
  );
  const forever = {
    label: t('button.mute-for-good'),
    action: encodePress({ kind: 'watch-level', watchId: watch.id, level: 'muted' }),
  };
  return [mute.slice(0, 3), [...mute.slice(3), forever]];
}

function lastButtons(t: Texts, { id }: Watch): readonly Button[] {
  return [
    {
      label: t('button.unwatch'),
      action: encodePress({ kind: 'watch-remove', watchId: id, isListed: false }),
    },
    { label: t('button.all-watches'), action: encodePress({ kind: 'watches', page: 0, purpose: 'open' }) },
  ];
}
