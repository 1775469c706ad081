import http from 'node:http';
import https from 'node:https';

/** What every agent has, though Node documents only what calls it: https://nodejs.org/api/http.html#class-httpagent */
interface RequestTaker {
  addRequest: (request: http.ClientRequest, ...rest: readonly unknown[]) => void;
}

/**
 * Connections to the Bot API, kept alive. A reply that breaks off fails at once: telegraf's HTTP client, node-fetch 2,
 * hears of a broken request but not of a broken reply, and would wait for the rest until its time limit.
 */
export function createTelegramAgent(apiRoot: string): http.Agent {
  const options = { keepAlive: true };
  const agent = apiRoot.startsWith('http://') ? new http.Agent(options) : new https.Agent(options);
  const taker = agent as unknown as RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, ...rest) => {
    request.once('response', (reply) => reply.once('error', (error) => request.emit('error', error)));
    addRequest(request, ...rest);
  };
  return agent;
}
