import { html } from 'hono/html';
import type { FeedTally } from '../domain/feed.js';
import { addTallies } from '../domain/feed-tally.js';
import type { Translate } from '../domain/ports/translator.js';
import type { RequestUsage } from '../domain/ports/request-gate.js';
import type { AccountHealth, FeedHealth, Health } from './gather-health.js';
import { timeOf } from './marks.js';
import type { Html } from './plain-pages.js';

/** How the reading goes: of one's own accounts, and to the operator of all together, without their content. */
export function healthSection(t: Translate, { accounts, waiting, daemon }: Health): Html {
  return html`<h2>${t('web.health')}</h2>
    ${accounts.map((one) => accountHealth(t, one))}
    <p>${t('web.health.outbox', { count: waiting })}</p>
    ${daemon === null ? '' : daemonHealth(t, daemon)}`;
}

function accountHealth(t: Translate, { account, feeds, usage }: AccountHealth): Html {
  const forge = new URL(account.forge.url).host;
  const name = html`<h3>${t('web.health.account', { user: account.user.login, forge })}</h3>`;
  if (account.state === 'refused')
    return html`${name}
      <p class="bad">${t('web.health.refused')}</p>`;
  const failing = feeds.filter(({ lastError }) => lastError !== null).length;
  const lag = Math.max(0, ...feeds.map(({ lagSeconds }) => lagSeconds));
  const state =
    failing === 0
      ? html`<span class="good">${t('web.health.well', { count: feeds.length })}</span>`
      : html`<span class="bad">${t('web.health.feeds', { failing, count: feeds.length })}</span>`;
  return html`${name}
    <p>${state} ${t('web.health.lag', { seconds: lag })}</p>
    <p>${t('web.health.counts', addTallies(feeds))}</p>
    <p>${usage === null ? t('web.health.no-budget') : budgetOf(t, usage, forge)}</p>
    ${feeds.length === 0 ? '' : feedTable(t, feeds)}`;
}

function budgetOf(t: Translate, { server, polls, blockedUntil }: RequestUsage, forge: string): string {
  const clockOf = (date: Date): string => `${date.toISOString().slice(11, 16)} UTC`;
  const said =
    server === null
      ? []
      : [
          t('web.health.forge-budget', {
            forge,
            ...shareOf(server.remaining, server.limit),
            until: clockOf(server.resetsAt),
          }),
        ];
  const blocked =
    blockedUntil === null ? [] : [t('web.health.blocked', { forge, until: clockOf(blockedUntil) })];
  const { left, most, perMinute } = polls;
  const own = t('web.health.own-budget', { ...shareOf(left, most), perMinute });
  return [...blocked, ...said, own].join(' ');
}

/** The first reads of an account have more than that. */
function shareOf(
  left: number,
  most: number,
): { readonly used: number; readonly left: number; readonly most: number } {
  return { used: Math.max(0, most - left), left, most };
}

function feedTable(t: Translate, feeds: readonly FeedHealth[]): Html {
  return html`<details>
    <summary>${t('web.health.every-feed')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('web.health.state')}</th>
          <th scope="col">${t('web.health.behind')}</th>
          <th scope="col">${t('web.health.changed')}</th>
        </tr>
      </thead>
      ${feeds.map((feed) => feedRows(t, feed))}
    </table>
  </details>`;
}

/** Its name has a line of its own, and so has its tally: beside each other they do not fit. */
function feedRows(
  t: Translate,
  { kind, project, lastError, failures, lagSeconds, lastChangeAt, tally }: FeedHealth,
): Html {
  const state =
    lastError === null
      ? html`<td class="good">${t('web.health.read-well')}</td>`
      : html`<td class="bad">${t('web.health.failures', { code: lastError, count: failures })}</td>`;
  return html`<tbody>
    <tr>
      <th colspan="3" scope="rowgroup">${project === null ? kind : `${project} ${kind}`}</th>
    </tr>
    <tr>
      ${state}
      <td>${t('web.health.seconds', { seconds: lagSeconds })}</td>
      <td>${lastChangeAt === null ? '' : timeOf(lastChangeAt)}</td>
    </tr>
    ${tally === null ? '' : tallyRow(t, tally)}
  </tbody>`;
}

function tallyRow(t: Translate, { fetched, stored, since }: FeedTally): Html {
  return html`<tr class="tally">
    <td colspan="3">${t('web.health.tally', { fetched, stored })} ${timeOf(since)}</td>
  </tr>`;
}

function daemonHealth(t: Translate, { state, forges }: NonNullable<Health['daemon']>): Html {
  const { database, telegram, outbox } = state;
  const how = (one: 'ok' | 'away'): string => t(`web.health.${one}`);
  return html`<h3>${t('web.health.all')}</h3>
    <p>
      ${t('web.health.database', { state: how(database) })}
      ${t('web.health.telegram', { state: how(telegram) })}
      ${
        outbox === null
          ? ''
          : t('web.health.outbox-all', { count: outbox.waiting, seconds: Math.round(outbox.oldestSeconds) })
      }
    </p>
    ${forges.map(
      (one) =>
        html`<p>
          <strong>${new URL(one.forgeUrl).host}</strong>
          ${t('web.health.accounts', { count: one.accounts, refused: one.refusedAccounts })}
          ${t('web.health.feeds', { failing: one.failingFeeds, count: one.feeds })}
          ${t('web.health.lag', { seconds: one.lagSeconds })}
          ${one.errors.length === 0 ? '' : t('web.health.errors', { codes: one.errors.join(', ') })}
        </p>`,
    )}`;
}
