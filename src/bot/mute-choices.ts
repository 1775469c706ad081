import { EVERYTHING_MUTED, type Mute, muteTargets, stateOf, UNRESOLVED } from '../domain/mute.js';
import type { Json } from '../domain/json.js';
import type { Button, Message } from '../domain/message.js';
import type { EventNotification } from '../domain/notification.js';
import type { Subject } from '../domain/subject.js';
import { factsOf } from '../domain/subject-facts.js';
import { DAY, HOUR } from '../domain/time.js';
import { encodePress } from './callback-data.js';
import { formatDuration } from './duration.js';
import { awaitedOf } from './mute-list.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

/** Something that can be muted, kept behind the buttons. */
export type MuteTarget = Pick<Mute, 'target' | 'title' | 'state'> & { readonly [key: string]: string | null };

/** Read back from behind the buttons. */
export function targetsOf(stored: Json | undefined): readonly MuteTarget[] {
  return Array.isArray(stored) ? (stored as readonly MuteTarget[]) : [];
}

export const MUTE_LENGTHS = [HOUR, 8 * HOUR, DAY, 7 * DAY] as const;
/** Of a mute that waits for a change: the chat may never be told of it. */
const LONGEST_WAIT = 90 * DAY;
/** A title may be as long as it likes. */
const MAX_TITLE = 200;
/** The choice behind the lengths. */
const UNTIL_CHANGE = MUTE_LENGTHS.length;
const CHOICES = UNTIL_CHANGE + 1;

/** `on`: what a comment or thread is on, as it was seen last; `null` where there is no such thing, or it is not known. */
export function targetsIn(t: Texts, told: EventNotification, on: Subject | null): readonly MuteTarget[] {
  const { subject, threads } = muteTargets(told);
  const title = titleOf(t, told);
  const own = { target: subject, title, state: stateOf(on ?? told.event.subject) };
  if (told.event.subject.kind !== 'comment') return [own];
  const state = told.event.subject.on.kind === 'merge-request' ? UNRESOLVED : null;
  return [own, ...threads.map((target) => ({ target, title: t('mute.thread', { title }), state }))];
}

export function everything(t: Texts): MuteTarget {
  return { target: EVERYTHING_MUTED, title: t('mute.everything'), state: null };
}

function titleOf(t: Texts, { event: { subject }, project, forgeKind }: EventNotification): string {
  if (subject.kind === 'pipeline')
    return t('mute.branch', { project: project.path, ref: subject.ref, context: forgeKind });
  return ('on' in subject ? subject.on.title : factsOf(subject).title).slice(0, MAX_TITLE);
}

/** What a choice of the panel mutes, and until when; `null` for a choice that it never had. */
export function chosenMute(
  targets: readonly MuteTarget[],
  choice: number,
  now: Date,
): Omit<Mute, 'id'> | null {
  const target = targets[Math.floor(choice / CHOICES)];
  if (target === undefined) return null;
  const length = MUTE_LENGTHS[choice % CHOICES] ?? null;
  if (length === null && target.state === null) return null;
  const until = new Date(now.getTime() + (length ?? LONGEST_WAIT));
  return { ...target, until, state: length === null ? target.state : null };
}

/** The subject, its thread where it has one, and the project behind the last button. */
export function mutePanel(
  t: Texts,
  targets: readonly MuteTarget[],
  { actionOf, watchId }: { readonly actionOf: (choice: number) => string; readonly watchId: string | null },
): Message {
  const [subject, thread] = targets;
  const isAll = subject?.target === EVERYTHING_MUTED;
  const lengths = (index: number, key: 'button.mute' | 'button.mute-thread'): readonly Button[] =>
    MUTE_LENGTHS.map((length, choice) => ({
      label: t(key, { duration: formatDuration(t, length) }),
      action: actionOf(index * CHOICES + choice),
    }));
  const untilChange = targets.flatMap(({ state }, index) =>
    state === null
      ? []
      : [
          [
            {
              label: t(`button.mute-until-${awaitedOf(state)}`, {
                duration: formatDuration(t, LONGEST_WAIT),
              }),
              action: actionOf(index * CHOICES + UNTIL_CHANGE),
            },
          ],
        ],
  );
  const open =
    watchId === null
      ? []
      : [[{ label: t('button.mute-project'), action: encodePress({ kind: 'watch-open', watchId }) }]];
  return {
    lines: [
      isAll ? sentence(t, 'mute.all-how') : sentence(t, 'mute.what', { title: subject?.title ?? '' }),
      ...(thread === undefined ? [] : [sentence(t, 'mute.what-thread')]),
    ],
    buttons: [
      lengths(0, 'button.mute'),
      ...(thread === undefined ? [] : [lengths(1, 'button.mute-thread')]),
      ...untilChange,
      ...open,
    ],
  };
}
