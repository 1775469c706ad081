import type { Account } from '../../domain/account.js';
import type { Button, Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { OwnProject, Project } from '../../domain/project.js';
import { accountSpans } from '../forge-words.js';
import { PAGE_SIZE } from '../paging.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { backToWatches } from '../settings-button.js';
import { CHOICE, MOST_LISTED, type Picker } from './picker.js';

export interface PickerView {
  readonly account: Account;
  readonly picker: Picker;
  /** What is so already. */
  readonly watched: readonly WatchedProject[];
  /** The action of the button for each choice. */
  readonly action: (choice: number) => string;
}

/** A page of the person's projects, each with its tick. */
export function pickerMessage(t: Texts, view: PickerView): Message {
  const { account, picker, action } = view;
  const { projects, search, start, ticked } = picker;
  const params = { ...accountSpans(account), search, count: ticked.length };
  const shown = projects.slice(start, start + PAGE_SIZE);
  const isNobody = projects.length === 0 && search === '';
  const done: Button = {
    label: t(`pick.done-${picker.purpose}`, { count: ticked.length }),
    action: action(CHOICE.done),
  };
  return {
    lines: [
      sentence(t, isNobody ? 'pick.none' : titleOf(picker, shown.length), params),
      ...(ticked.length === 0 ? [] : [sentence(t, 'pick.ticked', params)]),
    ],
    buttons: [
      ...shown.map((project, index): Button[] => [
        { label: labelOf(project, view), action: action(start + index) },
      ]),
      turnButtons(t, view),
      isNobody ? [] : searchButtons(t, view),
      ticked.length === 0 ? [] : [done],
      picker.isFromWatches ? backToWatches(t) : [],
    ],
  };
}

function titleOf({ search, purpose }: Picker, shown: number): TextKey {
  const isForRecord = purpose === 'record';
  if (search === '') return isForRecord ? 'pick.title-record' : 'pick.title';
  if (shown === 0) return 'pick.found-none';
  return isForRecord ? 'pick.found-record' : 'pick.found';
}

function turnButtons(t: Texts, { picker, action }: PickerView): readonly Button[] {
  const { projects, start, nextPage } = picker;
  const hasMore = projects.length > start + PAGE_SIZE || (nextPage !== null && projects.length < MOST_LISTED);
  return [
    ...(start > 0 ? [{ label: t('button.previous'), action: action(CHOICE.previous) }] : []),
    ...(hasMore ? [{ label: t('button.next'), action: action(CHOICE.next) }] : []),
  ];
}

function searchButtons(t: Texts, { picker, action }: PickerView): readonly Button[] {
  return [
    { label: t('pick.search-button'), action: action(CHOICE.search) },
    ...(picker.search === '' ? [] : [{ label: t('pick.all-button'), action: action(CHOICE.all) }]),
  ];
}

function labelOf(project: OwnProject, { picker, watched, account }: PickerView): string {
  const isTicked = picker.ticked.some(({ id }) => id === project.id);
  const isWatchedHere = isWatched(watched, account, project);
  const star = picker.starred.includes(project.id) ? '⭐ ' : '';
  return `${isWatchedHere ? '✓' : isTicked ? '☑' : '☐'} ${star}${endOf(project.path)}`;
}

/** The end of a long path tells projects apart. */
function endOf(path: string): string {
  return path.length <= 44 ? path : `…${path.slice(-43)}`;
}

export function isWatched(
  watched: readonly WatchedProject[],
  account: Account,
  project: Pick<Project, 'id'>,
): boolean {
  return watched.some((one) => one.project.id === project.id && one.account.forge.url === account.forge.url);
}
