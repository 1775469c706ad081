import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { generate } from 'selfsigned';
import { JoinedSockets } from './joined-sockets.js';

export interface TlsFront {
  /** `https://127.0.0.1:port`, no trailing slash. */
  readonly url: string;
  /** The file of the authority that made its certificate. */
  readonly authority: string;
  close(): Promise<void>;
}

/** Stands before a server on loopback, with a certificate that nobody trusts yet; its file goes to `directory`. */
export async function startTlsFront(server: string, directory: string): Promise<TlsFront> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'forge.test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const sockets = new JoinedSockets();
  const front = createServer({ cert, key }, (client) => {
    sockets.join(client, connect(Number(new URL(server).port), '127.0.0.1'));
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  const authority = join(directory, `authority-${port}.pem`);
  await writeFile(authority, cert);
  return {
    url: `https://127.0.0.1:${port}`,
    authority,
    close: () =>
      new Promise((resolve) => {
        sockets.endAll();
        front.close(() => resolve());
      }),
  };
}
