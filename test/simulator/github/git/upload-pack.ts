import * as git from 'isomorphic-git';
import { FLUSH, linesOf, onBand, packet } from './packet-lines.js';
import { GIT_DIR, type WikiObjects } from './wiki-objects.js';

const BRANCH = 'refs/heads/master';
const CAPABILITIES = `shallow no-progress side-band-64k ofs-delta symref=HEAD:${BRANCH} agent=git/simulator`;

/** The first answer of protocol 0: https://git-scm.com/docs/gitprotocol-http */
export function advertise({ commits }: WikiObjects): Buffer {
  const head = commits.at(-1)?.sha ?? '';
  return Buffer.concat([
    packet('# service=git-upload-pack\n'),
    FLUSH,
    packet(`${head} HEAD\0${CAPABILITIES}\n`),
    packet(`${head} ${BRANCH}\n`),
    FLUSH,
  ]);
}

/** Everything that is wanted, as deep as it is wanted; `null`: it wants what is not here. */
export async function uploadPack({ fs, commits }: WikiObjects, request: Buffer): Promise<Buffer | null> {
  const lines = linesOf(request);
  const wanted = argumentOf(lines, 'want')?.split(' ')[0];
  const end = commits.findIndex(({ sha }) => sha === wanted) + 1;
  if (end === 0) return null;
  const depth = Number(argumentOf(lines, 'deepen') ?? end);
  const sent = commits.slice(Math.max(0, end - depth), end);
  const shallow = depth < end ? [packet(`shallow ${sent[0]?.sha ?? ''}`)] : [];
  const oids = [...new Set(sent.flatMap(({ objects }) => objects))];
  const { packfile = new Uint8Array() } = await git.packObjects({ fs, gitdir: GIT_DIR, oids });
  const isShallow = argumentOf(lines, 'deepen') !== undefined;
  const preface = isShallow ? [...shallow, FLUSH] : [];
  return Buffer.concat([...preface, packet('NAK\n'), onBand(packfile)]);
}

function argumentOf(lines: readonly string[], word: string): string | undefined {
  return lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);
}
