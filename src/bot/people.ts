import { mayUse } from '../domain/access.js';
import { withoutScheme } from '../domain/forge.js';
import { line, type Button, type Line, type Message } from '../domain/message.js';
import type { KnownStranger, MemberSummary } from '../domain/ports/access-store.js';
import { encodePress } from './callback-data.js';
import { formatDuration } from './duration.js';
import { pageOf } from './paging.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';

export type PersonState = 'operator' | 'member' | 'listed-out' | 'revoked' | 'waiting' | 'denied';

/** Somebody whom operators know of: who, and where, but nothing of what they read. */
export interface KnownPerson extends Omit<MemberSummary, 'isOperator' | 'access'> {
  readonly state: PersonState;
}

const MARKS = {
  operator: '★',
  member: '•',
  'listed-out': '✕',
  revoked: '✕',
  waiting: '⏳',
  denied: '✕',
} as const satisfies Record<PersonState, string>;

const ORDER: readonly PersonState[] = ['waiting', 'operator', 'member', 'listed-out', 'revoked', 'denied'];

/** Whoever waits for an answer first. */
export function peopleOf(
  members: readonly MemberSummary[],
  strangers: readonly KnownStranger[],
  allowedUsers: readonly string[],
): readonly KnownPerson[] {
  const known = new Set(members.map(({ id }) => id));
  const people: readonly KnownPerson[] = [
    ...members.map((member) => ({ ...member, state: stateOf(member, allowedUsers) })),
    ...strangers
      .filter(({ id }) => !known.has(id))
      .map(({ id, name, isDenied }): KnownPerson => {
        return { id, name, seenAt: null, accounts: [], watches: 0, state: isDenied ? 'denied' : 'waiting' };
      }),
  ];
  return [...people].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

function stateOf(member: MemberSummary, allowedUsers: readonly string[]): PersonState {
  if (member.access === 'revoked') return 'revoked';
  if (!mayUse(allowedUsers, member.id, member)) return 'listed-out';
  return member.isOperator ? 'operator' : 'member';
}

export function peopleMessage(t: Texts, people: readonly KnownPerson[], asked: number): Message {
  const { items, page, pages } = pageOf(people, asked);
  const to = (label: string, target: number): Button => ({
    label,
    action: encodePress({ kind: 'people', page: target }),
  });
  return {
    lines: [sentence(t, 'users.title', { count: people.length })],
    buttons: [
      ...items.map((person) => [
        {
          label: `${MARKS[person.state]} ${person.name}`,
          action: encodePress({ kind: 'person', personId: person.id }),
        },
      ]),
      [
        ...(page > 0 ? [to(t('button.previous'), page - 1)] : []),
        ...(page < pages - 1 ? [to(t('button.next'), page + 1)] : []),
      ],
    ],
  };
}

export function personMessage(t: Texts, person: KnownPerson, now: Date): Message {
  const { id, name, state } = person;
  const isStranger = state === 'waiting' || state === 'denied';
  return {
    lines: [
      sentence(t, 'users.person', { name, id: { text: id, style: 'code' } }),
      sentence(t, `users.state-${state}`),
      ...(isStranger ? [] : habits(t, person, now)),
    ],
    buttons: [
      decisions(t, person),
      [{ label: t('users.all-button'), action: encodePress({ kind: 'people', page: 0 }) }],
    ],
  };
}

function habits(t: Texts, { accounts, watches, seenAt }: KnownPerson, now: Date): readonly Line[] {
  return [
    ...accounts.map(({ login, forgeUrl }) =>
      line(
        '• ',
        ...sentence(t, 'users.account', {
          user: login,
          forge: { text: withoutScheme(forgeUrl), href: forgeUrl },
        }).spans,
      ),
    ),
    ...(accounts.length === 0 ? [sentence(t, 'users.no-accounts')] : []),
    sentence(t, 'users.watches', { count: watches }),
    seenAt === null
      ? sentence(t, 'users.never-seen')
      : sentence(t, 'users.seen', { ago: formatDuration(t, now.getTime() - seenAt.getTime()) }),
  ];
}

/** What an operator can answer to a stranger. */
export function answersTo(t: Texts, personId: string): readonly [Button, Button] {
  return [
    { label: t('users.admit-button'), action: encodePress({ kind: 'admit', personId }) },
    { label: t('users.deny-button'), action: encodePress({ kind: 'deny', personId }) },
  ];
}

function decisions(t: Texts, { id: personId, state }: KnownPerson): readonly Button[] {
  const [admit, deny] = answersTo(t, personId);
  const revoke = {
    label: t('users.revoke-button'),
    action: encodePress({ kind: 'person-revoke', personId }),
  };
  switch (state) {
    case 'operator':
      return [];
    case 'member':
      return [revoke];
    case 'waiting':
      return [admit, deny];
    default:
      return [admit];
  }
}
