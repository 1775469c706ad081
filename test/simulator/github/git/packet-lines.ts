/** https://git-scm.com/docs/gitprotocol-common#_pkt_line_format */
export const FLUSH = Buffer.from('0000');

const MAX_DATA = 65_515;

export function packet(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data as Uint8Array);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

/** A pack on the first band of `side-band-64k`. */
export function onBand(pack: Uint8Array): Buffer {
  const packets: Buffer[] = [];
  for (let at = 0; at < pack.length; at += MAX_DATA) {
    packets.push(packet(Buffer.concat([Buffer.from([1]), pack.subarray(at, at + MAX_DATA)])));
  }
  return Buffer.concat([...packets, FLUSH]);
}

/** The lines of a request, flushes left out. */
export function linesOf(request: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at + 4 <= request.length;) {
    const length = Number.parseInt(request.toString('latin1', at, at + 4), 16);
    if (length > 4) lines.push(request.toString('utf8', at + 4, at + length).trimEnd());
    at += Math.max(length, 4);
  }
  return lines;
}
