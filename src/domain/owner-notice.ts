import type { Account } from './account.js';
import { chatKey as keyOf, privateChat } from './chat.js';
import { withoutScheme } from './forge.js';
import type { Desk } from './desk.js';
import type { Notice, NoticeCode } from './notification.js';

/** To the owner's private chat; `occasion` tells this time from the next. */
export function noticeTo(
  { id, personId }: Pick<Account, 'id' | 'personId'>,
  code: NoticeCode,
  occasion: string,
  params: Notice['params'],
): Notice {
  return {
    kind: 'notice',
    chatKey: keyOf(privateChat(personId)),
    dedupeKey: `${code}:${id}:${occasion}`,
    accountId: id,
    code,
    params,
  };
}

/** About the account itself. */
export function ownerNotice(
  code: NoticeCode,
  account: Account,
  occasion: string,
  params: Notice['params'] = {},
): Notice {
  const who = { forge: withoutScheme(account.forge.url), user: account.user.login };
  return noticeTo(account, code, occasion, { ...who, ...params });
}

/** Says in the desk's chat, and to its owner, that it rests or goes on; `occasion` tells this time from the next. */
export function deskNotices(
  code: Extract<Notice['code'], `desk-${string}`>,
  account: Account,
  desks: readonly Desk[],
  occasion: string,
): readonly Notice[] {
  return desks.flatMap(({ id, chatKey, project }) => {
    const toOwner = ownerNotice(code, account, `${id}:${occasion}`, { project: project.path });
    return toOwner.chatKey === chatKey ? [toOwner] : [toOwner, { ...toOwner, chatKey }];
  });
}
