/** Lets so much through and drops the rest, until it is renewed: what a module prints passes the daemon, which has better things to do. */
export function limitOutput(stream: NodeJS.WriteStream, characters: number): { renew(): void } {
  const write = stream.write.bind(stream);
  let left = characters;
  stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    const done = rest.find((one): one is () => void => typeof one === 'function');
    if (left > 0) write(chunk.slice(0, left));
    left -= chunk.length;
    if (done !== undefined) queueMicrotask(done);
    return true;
  };
  return {
    renew() {
      left = characters;
    },
  };
}
