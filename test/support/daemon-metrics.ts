import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port that nobody listens on, for a daemon that cannot be asked which one it took. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Sum over the samples of a metric that carry all of these labels, as a daemon with `HTTP_PORT` serves them. */
export async function readMetric(
  port: number,
  name: string,
  labels: readonly string[] = [],
): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => new RegExp(`^${name}(?:\\{| )`).test(line))
    .filter((line) => labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** How many feeds were read for the first time, which is silent; what happens after that is news. */
export const countBaselines = (port: number): Promise<number> =>
  readMetric(port, 'forgewatch_polls_total', ['outcome="baseline"']);
