import { PLAIN_LEVELS, type PlainLevel } from '../domain/watch.js';
import { HELP_TOPICS, type HelpTopic } from './help-topic.js';
import { ID, type PressDecoder } from './filter-press.js';

/** Presses about who uses the bot, with which accounts, and how they come to it and find their way. */
export type AccessPress =
  | { readonly kind: 'link-forge'; readonly forge: string }
  | { readonly kind: 'account-remove'; readonly accountId: string }
  /** `null`: a level is still to be chosen. */
  | {
      readonly kind: 'pick-account';
      readonly accountId: string;
      /** `watches`: not chosen, and asked in place of the list of watches. */
      readonly level: PlainLevel | 'watches' | null;
    }
  | { readonly kind: 'admit'; readonly personId: string }
  | { readonly kind: 'deny'; readonly personId: string }
  | { readonly kind: 'help-topic'; readonly topic: HelpTopic }
  | { readonly kind: 'people'; readonly page: number }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'person-revoke'; readonly personId: string }
  /** `null`: of the chat in which it is pressed. */
  | { readonly kind: 'iam-stop'; readonly chatId: string | null }
  | { readonly kind: 'invites' }
  | { readonly kind: 'invite'; readonly code: string }
  | { readonly kind: 'invite-door'; readonly code: string }
  | { readonly kind: 'invite-end'; readonly code: string };

const NO_LEVEL = 'ask';
const HERE = 'here';

/** Telegram's ids. */
const PERSON = /^\d{1,20}$/;

type PersonKind = Extract<AccessPress, { readonly personId: string }>['kind'];
type InviteKind = Extract<AccessPress, { readonly code: string }>['kind'];

const PERSON_TAGS = {
  admit: 'na',
  deny: 'nd',
  person: 'np',
  'person-revoke': 'nr',
} as const satisfies Record<PersonKind, string>;
const INVITE_TAGS = { invite: 'io', 'invite-door': 'id', 'invite-end': 'ie' } as const satisfies Record<
  InviteKind,
  string
>;

const OTHERS: ReadonlySet<string> = new Set([
  'link-forge',
  'account-remove',
  'pick-account',
  'help-topic',
  'people',
  'iam-stop',
  'invites',
] satisfies AccessPress['kind'][]);

export function isAccessPress(press: { readonly kind: string }): press is AccessPress {
  return OTHERS.has(press.kind) || isOfPerson(press) || isOfInvite(press);
}

export function encodeAccessPress(press: AccessPress): string {
  if (isOfPerson(press)) return `${PERSON_TAGS[press.kind]}:${press.personId}`;
  if (isOfInvite(press)) return `${INVITE_TAGS[press.kind]}:${press.code}`;
  switch (press.kind) {
    case 'link-forge':
      return `w:${press.forge}`;
    case 'account-remove':
      return `a:${press.accountId}`;
    case 'pick-account':
      return `p:${press.accountId}:${press.level ?? NO_LEVEL}`;
    case 'help-topic':
      return `ht:${press.topic}`;
    case 'people':
      return `n:${press.page}`;
    case 'iam-stop':
      return `b:${press.chatId ?? HERE}`;
    case 'invites':
      return 'i:all';
  }
}

export const ACCESS_DECODERS: Readonly<Record<string, PressDecoder<AccessPress>>> = {
  w: (forge) => (/^[\w-]{1,16}$/.test(forge) ? { kind: 'link-forge', forge } : null),
  a: (accountId) => (ID.test(accountId) ? { kind: 'account-remove', accountId } : null),
  p: (accountId, word) => {
    const level =
      word === NO_LEVEL ? null : [...PLAIN_LEVELS, 'watches' as const].find((one) => one === word);
    return ID.test(accountId) && level !== undefined ? { kind: 'pick-account', accountId, level } : null;
  },
  ht: (word) => {
    const topic = HELP_TOPICS.find((known) => known === word);
    return topic === undefined ? null : { kind: 'help-topic', topic };
  },
  n: (page) => (/^\d{1,3}$/.test(page) ? { kind: 'people', page: Number(page) } : null),
  b: (place) => {
    if (place === HERE) return { kind: 'iam-stop', chatId: null };
    return /^-\d{1,20}$/.test(place) ? { kind: 'iam-stop', chatId: place } : null;
  },
  i: (what) => (what === 'all' ? { kind: 'invites' } : null),
  na: (personId) => (PERSON.test(personId) ? { kind: 'admit', personId } : null),
  nd: (personId) => (PERSON.test(personId) ? { kind: 'deny', personId } : null),
  np: (personId) => (PERSON.test(personId) ? { kind: 'person', personId } : null),
  nr: (personId) => (PERSON.test(personId) ? { kind: 'person-revoke', personId } : null),
  io: (code) => (ID.test(code) ? { kind: 'invite', code } : null),
  id: (code) => (ID.test(code) ? { kind: 'invite-door', code } : null),
  ie: (code) => (ID.test(code) ? { kind: 'invite-end', code } : null),
};

function isOfPerson(press: {
  readonly kind: string;
}): press is Extract<AccessPress, { readonly personId: string }> {
  return Object.hasOwn(PERSON_TAGS, press.kind);
}

function isOfInvite(press: {
  readonly kind: string;
}): press is Extract<AccessPress, { readonly code: string }> {
  return Object.hasOwn(INVITE_TAGS, press.kind);
}
