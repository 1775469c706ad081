import type { Account } from './account.js';
import { chatKey as keyOf, privateChat } from './chat.js';
import type { Desk } from './desk.js';
import type { Notice, NoticeCode } from './notification.js';

/** To the owner's private chat; `occasion` tells this time from the next. */
export function ownerNotice(
  code: NoticeCode,
  account: Account,
  occasion: string,
  params: Notice['params'] = {},
): Notice {
  return {
    kind: 'notice',
    chatKey: keyOf(privateChat(account.personId)),
    dedupeKey: `${code}:${account.id}:${occasion}`,
    accountId: account.id,
    code,
    params: { forge: account.forge.url.replace(/^https?:\/\//, ''), user: account.user.login, ...params },
  };
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
