import type { GithubState } from '../state/github-state.js';
import type { Token } from '../state/token.js';
import type { Bucket } from './rate-limit.js';

const STANDING = {
  server: 'github.com',
  'content-type': 'application/json; charset=utf-8',
  'x-github-media-type': 'github.v3; format=json',
  'x-github-api-version-selected': '2022-11-28',
  'x-github-enterprise-version': 'enterprise-server@3.19.0',
  vary: 'Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With',
};

export type Headers = Record<string, string | number>;

export function standingHeaders(state: GithubState, requestId: string): Headers {
  return { ...STANDING, date: state.clock().toUTCString(), 'x-github-request-id': requestId };
}

export function addTokenHeaders(
  headers: Headers,
  token: Token,
  accepted: { readonly scopes: string; readonly permissions: string },
): void {
  if (token.kind === 'classic') {
    headers['x-oauth-scopes'] = token.scopes.join(', ');
    headers['x-accepted-oauth-scopes'] = accepted.scopes;
  } else if (accepted.permissions !== '') {
    headers['x-accepted-github-permissions'] = accepted.permissions;
  }
  if (token.expiresAt !== null) {
    const [day, time] = token.expiresAt.toISOString().split('T');
    headers['github-authentication-token-expiration'] = `${day ?? ''} ${time?.slice(0, 8) ?? ''} UTC`;
  }
}

export function addRateHeaders(headers: Headers, bucket: Bucket): void {
  headers['x-ratelimit-limit'] = bucket.limit;
  headers['x-ratelimit-remaining'] = Math.max(0, bucket.limit - bucket.used);
  headers['x-ratelimit-used'] = bucket.used;
  headers['x-ratelimit-reset'] = Math.ceil(bucket.resetsAt / 1_000);
  headers['x-ratelimit-resource'] = 'core';
}
