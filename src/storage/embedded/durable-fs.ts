import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitArguments = Parameters<NodeFS['init']>;
type InitResult = Awaited<ReturnType<NodeFS['init']>>;
type PreRun = NonNullable<InitResult['emscriptenOpts']['preRun']>[number];

/** The part of emscripten's file system on Node that flushing concerns. */
interface NodeFileSystem {
  stream_ops: { fsync?: (stream: { readonly nfd?: number | null }) => number };
}

/** PGlite on real files, with an `fsync` that reaches the disk: emscripten's own does nothing. */
export class DurableNodeFS extends NodeFS {
  readonly #flush: (descriptor: number) => void;

  constructor(directory: string, flush: (descriptor: number) => void = fsyncSync) {
    super(directory);
    this.#flush = flush;
  }

  override async init(...args: InitArguments): Promise<InitResult> {
    const { emscriptenOpts } = await super.init(...args);
    const installFsync: PreRun = (module) => {
      const { NODEFS } = module as unknown as { NODEFS: NodeFileSystem };
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        if (nfd !== undefined && nfd !== null) this.#flush(nfd);
        return 0;
      };
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), installFsync] },
    };
  }
}
