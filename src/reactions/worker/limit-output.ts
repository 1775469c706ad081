/** Lets so much through and drops the rest: what a module prints passes the daemon, which has better things to do. */
export function limitOutput(stream: NodeJS.WriteStream, characters: number): void {
  const write = stream.write.bind(stream);
  let left = characters;
  stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    const done = rest.find((one): one is () => void => typeof one === 'function');
    left -= chunk.length;
    if (left > 0) write(chunk);
    if (done !== undefined) queueMicrotask(done);
    return true;
  };
}
