import type { Fault } from '../simulator/core/faults.js';

/** What the owner has to do, if anything: that decides what they hear. */
export type Duty = 'renew-token' | 'regain-access' | 'none';

export interface Row {
  readonly name: string;
  readonly fault: Fault | (() => Fault);
  readonly duty: Duty;
  /** The forge asked this account to keep still, so the account's other feeds there have to wait, too. */
  readonly holdsAccount?: boolean;
  /** For what is asked so seldom that one request has to do. */
  readonly leastMs?: number;
}

const html = (status: number): Fault => ({
  kind: 'status',
  status,
  body: '<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>',
  contentType: 'text/html; charset=utf-8',
});
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  status,
  headers,
  body: JSON.stringify(body),
  contentType: 'application/json',
});

/** Limits hold the whole account, whose next request comes when the time is up: 20 s, or a minute when none is told. */
const HELD = { duty: 'none', holdsAccount: true, leastMs: 15_000 } as const;

export const faultOf = ({ fault }: Row): Fault => (typeof fault === 'function' ? fault() : fault);

/** `elsewhere`: another host, which a redirect leads to. */
export function tableOf(elsewhere: string): readonly Row[] {
  const slowDown = { message: 'Too many requests' };
  const inAWhile = (): Fault =>
    json(429, slowDown, { 'retry-after': new Date(Date.now() + 20_000).toUTCString() });
  const redirect = {
    kind: 'status',
    status: 302,
    headers: { location: `${elsewhere}/api/pipelines` },
  } as const;
  return [
    { name: '401', fault: json(401, { message: '401 Unauthorized' }), duty: 'renew-token' },
    { name: '403', fault: json(403, { message: '403 Forbidden' }), duty: 'regain-access' },
    { name: '404', fault: json(404, { message: '404 Not found' }), duty: 'regain-access' },
    { name: '410', fault: json(410, { message: 'Gone' }), duty: 'regain-access' },
    { name: '429-seconds', fault: json(429, slowDown, { 'retry-after': '20' }), ...HELD },
    { name: '429-date', fault: inAWhile, ...HELD },
    { name: '429-bare', fault: json(429, slowDown), ...HELD },
    { name: '500-html', fault: html(500), duty: 'none' },
    { name: '502-html', fault: html(502), duty: 'none' },
    { name: '503-html', fault: html(503), duty: 'none' },
    { name: 'redirect', fault: redirect, duty: 'none' },
    { name: 'half-a-body', fault: { kind: 'truncate' }, duty: 'none' },
    { name: 'wrong-type', fault: { kind: 'content-type', contentType: 'text/html' }, duty: 'none' },
    { name: 'reset', fault: { kind: 'reset' }, duty: 'none' },
    // One request waits for 20 s; the next would be 10 s later.
    { name: 'silence', fault: { kind: 'silence' }, duty: 'none', leastMs: 25_000 },
  ];
}
