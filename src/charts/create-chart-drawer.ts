import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Chart } from '../domain/chart.js';
import type { Logger } from '../domain/logger.js';
import type { DrawChart } from '../domain/ports/draw-chart.js';
import { SECOND } from '../domain/time.js';

const run = promisify(execFile);

/** One is drawn at a time, so that no more than a core and 200 MB ever go into it. */
const MOST_WAITING = 10;
const LIMIT_MS = 20 * SECOND;
/** Many times what a chart takes. */
const MOST_MEGABYTES = 128;
const MOST_BYTES = 8 * 1024 * 1024;

interface DrawerOptions {
  readonly logger: Logger;
  readonly drawOne?: (chart: Chart) => Promise<Buffer>;
}

/** Draws each chart in a process of its own, one after the other: what a drawing loads, a process never gives back. */
export function createChartDrawer({ logger, drawOne = drawApart }: DrawerOptions): DrawChart {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const draw = async (chart: Chart): Promise<Buffer | null> => {
    try {
      return await drawOne(chart);
    } catch (error) {
      logger.error({ error }, 'a chart could not be drawn');
      return null;
    }
  };
  return async (chart) => {
    if (waiting >= MOST_WAITING) return null;
    waiting += 1;
    const turn = last.then(() => draw(chart));
    last = turn;
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
}

/** The process gets nothing of the daemon's surroundings, and so no secret. */
async function drawApart(chart: Chart): Promise<Buffer> {
  const running = run(process.execPath, [`--max-old-space-size=${MOST_MEGABYTES}`, ...entry()], {
    encoding: 'buffer',
    env: {},
    maxBuffer: MOST_BYTES,
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  // Its end says why it takes no input.
  running.child.stdin?.on('error', () => undefined).end(JSON.stringify(chart));
  return (await running).stdout;
}

/** Run from its sources (tests, tsx) the entry is TypeScript, for which tsx, a development dependency, comes first. */
function entry(): readonly string[] {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const path = fileURLToPath(new URL(`./chart-process${extension}`, import.meta.url));
  if (extension === '.js') return [path];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href, path];
}
