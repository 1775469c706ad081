import type { Account } from '../domain/account.js';
import type { Forge } from '../domain/forge.js';
import { toWebAddress } from '../channels/telegram/web-address.js';
import { line, type Line, type LinkButton, type Message } from '../domain/message.js';
import { DAY } from '../domain/time.js';
import { encodePress } from './callback-data.js';
import { formatDuration } from './duration.js';
import { troubleLine } from './forge-trouble.js';
import { accountSpans, instanceLabel, instanceSpan, tokenPage } from './forge-words.js';
import type { LinkOutcome } from './link-token.js';
import { phrase, sentence } from './phrase.js';
import type { Texts } from './translator.js';
import type { Turn } from './turn.js';

/** What became of a token, in one sentence, or a few for one that was taken. */
export function linkAnswer(t: Texts, forge: Forge, outcome: LinkOutcome, now: Date): Message {
  if (outcome.kind === 'linked') return linkedAnswer(t, outcome.account, outcome.isNew, now);
  const params = { forge: instanceSpan(forge) };
  const newToken = newTokenButtons(t, forge);
  switch (outcome.kind) {
    case 'expired':
      return { lines: [sentence(t, 'token.expired', params)], buttons: newToken };
    case 'missing-scopes': {
      const scopes = { text: outcome.scopes.join(', '), style: 'code' } as const;
      return { lines: [sentence(t, 'token.missing-scopes', { ...params, scopes })], buttons: newToken };
    }
    case 'failed': {
      const { trouble } = outcome;
      if (trouble.code !== 'token-refused') return { lines: [troubleLine(t, trouble, forge)] };
      return { lines: [sentence(t, 'token.refused', params)], buttons: newToken };
    }
  }
}

function linkedAnswer(t: Texts, account: Account, isNew: boolean, now: Date): Message {
  const { forge, token } = account;
  return {
    lines: [
      sentence(t, isNew ? 'token.linked' : 'token.renewed', accountSpans(account)),
      ...tokenLines(t, account, now),
    ],
    buttons: [
      // To a new one its projects are offered at once.
      ...(isNew
        ? []
        : [[{ label: t('button.watch'), action: encodePress({ kind: 'run', command: 'watch' }) }]]),
      ...(token.excessScopes.length > 0 && forge.kind === 'gitlab' ? newTokenButtons(t, forge) : []),
    ],
  };
}

/** What the token may do, what it can do without, and how long it lasts. */
function tokenLines(t: Texts, { token, forge }: Account, now: Date): readonly Line[] {
  const lines: Line[] = [];
  if (token.canWrite === true) lines.push(sentence(t, 'token.can-write'));
  if (token.canWrite === false) lines.push(sentence(t, 'token.read-only'));
  if (token.canWrite === null) lines.push(sentence(t, 'token.may-write'));
  if (token.excessScopes.length > 0) {
    lines.push(
      sentence(t, 'token.excess-scopes', { scopes: { text: token.excessScopes.join(', '), style: 'code' } }),
    );
  }
  if (token.kind === 'gitlab-bot' || token.kind === 'github-app') lines.push(sentence(t, 'token.of-a-bot'));
  if (forge.kind === 'github' && !token.readsInbox) lines.push(sentence(t, 'token.no-inbox'));
  if (token.groups === undefined) lines.push(sentence(t, `token.no-groups-${forge.kind}`));
  lines.push(...expiryLine(t, token.expiresAt, now));
  return lines;
}

export function expiryLine(t: Texts, expiresAt: Date | null, now: Date): readonly Line[] {
  if (expiresAt === null) return [];
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs <= 0) return [sentence(t, 'token.is-over', { date: expiresAt })];
  const key = leftMs < 14 * DAY ? 'token.expires-soon' : 'token.expires';
  return [sentence(t, key, { date: expiresAt, left: formatDuration(t, leftMs) })];
}

/** How to make a token, with a link for every instance; an address that Telegram cannot link is written out. */
export function explainToken(t: Texts, forges: readonly Forge[]): Message {
  const kinds = new Set(forges.map((forge) => forge.kind));
  const plain = forges.filter((forge) => toWebAddress(forge.url) === null);
  return {
    lines: [
      ...phrase(t, 'token.explain'),
      ...[...kinds].map((kind) => sentence(t, `token.explain-${kind}`)),
      ...plain.map((forge) => line({ text: tokenPage(forge, 'act'), style: 'code' })),
    ],
    buttons: forges.flatMap((forge) => newTokenButtons(t, forge)),
  };
}

/** For acting, and on GitLab for being told alone. */
function newTokenButtons(t: Texts, forge: Forge): readonly (readonly LinkButton[])[] {
  const params = { forge: instanceLabel(forge) };
  const act = { label: t('token.make-button', params), url: tokenPage(forge, 'act') };
  if (forge.kind === 'github') return [[act]];
  return [[act], [{ label: t('token.make-reading-button', params), url: tokenPage(forge, 'read') }]];
}

/** A note for a message that Telegram did not let us delete. */
export function keptNote({ t, tokenMessage }: Turn): readonly Line[] {
  return tokenMessage === 'kept' ? [sentence(t, 'token.kept')] : [];
}
