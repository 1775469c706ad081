/** What isomorphic-git keeps of one fetch: a pack, its index and a few references, gone with the object. */
export class MemoryFiles {
  readonly #files = new Map<string, Buffer>();
  readonly #inspect: (path: string, data: Buffer) => void;

  /** `inspect`: throws at what is not to be kept. */
  constructor(inspect: (path: string, data: Buffer) => void = () => undefined) {
    this.#inspect = inspect;
  }

  /** As much of `fs.promises` as isomorphic-git uses. A folder is there while something lies in it. */
  readonly promises = {
    readFile: promised((path: string, options?: Encoding) => {
      const file = this.#find(path);
      const encoding = typeof options === 'string' ? options : options?.encoding;
      return encoding === undefined ? file : file.toString(encoding);
    }),
    writeFile: promised((path: string, data: Uint8Array | string) => {
      const file = Buffer.from(data as Uint8Array);
      this.#inspect(path, file);
      this.#files.set(path, file);
    }),
    unlink: promised((path: string) => {
      this.#find(path);
      this.#files.delete(path);
    }),
    readdir: promised((path: string) => {
      const inside = this.#inside(path).map((name) => name.slice(path.length + 1));
      return [...new Set(inside.map((name) => name.split('/')[0] ?? ''))];
    }),
    mkdir: promised(() => undefined),
    rmdir: promised(() => undefined),
    stat: promised((path: string) => this.#stat(path)),
    lstat: promised((path: string) => this.#stat(path)),
    readlink: promised((path: string) => missing(path)),
    symlink: promised((path: string) => missing(path)),
  };

  #find(path: string): Buffer {
    return this.#files.get(path) ?? missing(path);
  }

  #inside(path: string): readonly string[] {
    return [...this.#files.keys()].filter((name) => name.startsWith(`${path}/`));
  }

  #stat(path: string): object {
    const isFolder = this.#inside(path).length > 0;
    const size = isFolder ? 0 : this.#find(path).length;
    return {
      size,
      isFile: () => !isFolder,
      isDirectory: () => isFolder,
      isSymbolicLink: () => false,
    };
  }
}

type Encoding = BufferEncoding | { readonly encoding?: BufferEncoding };

function promised<A extends readonly unknown[], R>(act: (...args: A) => R): (...args: A) => Promise<R> {
  return (...args) =>
    new Promise((resolve) => {
      resolve(act(...args));
    });
}

function missing(path: string): never {
  throw Object.assign(new Error(`nothing at ${path}`), { code: 'ENOENT' });
}
