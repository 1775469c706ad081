import type { Secret } from './secret.js';

export interface ProxyServer {
  /** Without user and password, so that it may be shown. */
  readonly url: string;
  /** The value of `Proxy-Authorization`. */
  readonly authorization: Secret | null;
}

/** The ways out of the house, by the scheme of what is asked. */
export interface Proxies {
  readonly https: ProxyServer | null;
  readonly http: ProxyServer | null;
  /** What is asked directly, as `NO_PROXY` lists it. */
  readonly exempt: readonly string[];
}
