import { createServer, request as forward, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { JoinedSockets } from './joined-sockets.js';

export interface ConnectProxy {
  readonly url: string;
  /** What it was asked, as `CONNECT gitlab.test:443`, and the credentials that came along. */
  readonly asked: string[];
  readonly credentials: (string | undefined)[];
  /** From now on everything is answered with this status. */
  refuse(status: number): void;
  stop(): Promise<void>;
}

/** A proxy on loopback. It alone knows the names in `hosts`, and at which port of loopback each is. */
export async function startConnectProxy(hosts: Readonly<Record<string, string>>): Promise<ConnectProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const tunnels = new JoinedSockets();
  let refusal: number | null = null;
  const note = ({ method, url, headers }: IncomingMessage): void => {
    asked.push(`${method ?? ''} ${url ?? ''}`);
    credentials.push(headers['proxy-authorization']);
  };
  const portOf = (name: string): number => Number(new URL(hosts[name] ?? 'http://127.0.0.1:1').port);

  const server = createServer((message, reply) => {
    note(message);
    if (refusal !== null) {
      reply.writeHead(refusal).end('<html>Proxy</html>');
      return;
    }
    const { hostname, pathname, search } = new URL(message.url ?? '');
    const { method, headers } = message;
    const options = { host: '127.0.0.1', port: portOf(hostname), method, path: pathname + search, headers };
    const onward = forward(options, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    message.pipe(onward);
  });
  server.on('connect', (message: IncomingMessage, socket: Socket) => {
    note(message);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const onward = connect(portOf((message.url ?? '').replace(/:\d+$/, '')), '127.0.0.1');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    tunnels.join(socket, onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    credentials,
    refuse: (status) => void (refusal = status),
    stop: () =>
      new Promise((resolve) => {
        tunnels.endAll();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
