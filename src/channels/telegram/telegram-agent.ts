import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { ProxyServer } from '../../domain/proxies.js';

/** What every agent has, though Node documents only what calls it: https://nodejs.org/api/http.html#class-httpagent */
interface RequestTaker {
  addRequest: (request: http.ClientRequest, ...rest: readonly unknown[]) => void;
}

/**
 * Connections to the Bot API, kept alive. A reply that breaks off fails at once: telegraf's HTTP client, node-fetch 2,
 * hears of a broken request but not of a broken reply, and would wait for the rest until its time limit.
 */
export function createTelegramAgent(apiRoot: string, proxy: ProxyServer | null): http.Agent {
  const agent = proxy === null ? createDirectAgent(apiRoot) : createProxyAgent(proxy);
  const taker = agent as unknown as RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, ...rest) => {
    request.once('response', (reply) => reply.once('error', (error) => request.emit('error', error)));
    addRequest(request, ...rest);
  };
  return agent;
}

/** The proxy that an agent goes by; `null`: it connects directly. */
export function proxyHostOf(agent: http.Agent | undefined): string | null {
  return agent instanceof HttpsProxyAgent ? agent.proxy.host : null;
}

function createDirectAgent(apiRoot: string): http.Agent {
  const options = { keepAlive: true };
  return apiRoot.startsWith('http://') ? new http.Agent(options) : new https.Agent(options);
}

/** A tunnel that is refused fails as such; left alone, the agent gives the refusal out for an answer of Telegram. */
function createProxyAgent({ url, authorization }: ProxyServer): http.Agent {
  const headers = authorization === null ? {} : { 'Proxy-Authorization': authorization.reveal() };
  const agent = new HttpsProxyAgent(url, { keepAlive: true, headers });
  agent.on('proxyConnect', ({ statusCode }: { statusCode: number }, request: http.ClientRequest) => {
    if (statusCode === 200) return;
    request.destroy(Object.assign(new Error('the proxy opens no tunnel'), { code: String(statusCode) }));
  });
  return agent;
}
