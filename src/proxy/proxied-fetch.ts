import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { ProxyError } from '../domain/errors.js';
import type { Proxies, ProxyServer } from '../domain/proxies.js';
import { chooseProxy } from './choose-proxy.js';

/** It stays Node's own `fetch`, to which alone Node's own `FormData` is a form; only its connections are others. */
export function createProxiedFetch(proxies: Proxies): typeof globalThis.fetch {
  const agents = new Map<ProxyServer, Dispatcher>();
  return async (input, init) => {
    const proxy = chooseProxy(proxies, new URL(input instanceof Request ? input.url : input));
    if (proxy === null) return fetch(input, init);
    const dispatcher = agents.get(proxy) ?? createAgent(proxy);
    agents.set(proxy, dispatcher);
    try {
      return await fetch(input, withDispatcher(init, dispatcher));
    } catch (error) {
      throw new ProxyError(`the proxy ${new URL(proxy.url).host}${wordsOf(error)}`, error);
    }
  };
}

/** Node's types name the dispatcher of an older undici; its `fetch` takes those of all since. */
function withDispatcher(init: RequestInit | undefined, dispatcher: Dispatcher): RequestInit {
  return { ...init, dispatcher } as unknown as RequestInit;
}

/** Plain http is asked of the proxy itself: many let tunnels go to port 443 alone. */
function createAgent({ url, authorization }: ProxyServer): Dispatcher {
  return new ProxyAgent({
    uri: url,
    ...(authorization === null ? {} : { token: authorization.reveal() }),
    proxyTunnel: false,
    clientFactory: (origin, options) => withRefusals(new Pool(origin, options)),
  });
}

type Connect = (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;

/** Of a tunnel that the proxy does not open undici tells `fetch` only that something was cancelled. */
function withRefusals(pool: Pool): Dispatcher {
  const connect: Connect = pool.connect.bind(pool);
  return Object.assign(pool, {
    connect: async (options: Dispatcher.ConnectOptions) => {
      const tunnel = await connect(options);
      if (tunnel.statusCode === 200) return tunnel;
      tunnel.socket.destroy();
      throw new Error(`Proxy answered ${tunnel.statusCode}`);
    },
  });
}

function wordsOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly message?: unknown } };
  const status = /\bProxy\D*(\d{3})\b/.exec(String(cause?.message))?.[1];
  return status === undefined ? '' : `, which answered ${status}`;
}
