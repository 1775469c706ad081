import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Chart } from '../domain/chart.js';
import type { Logger } from '../domain/logger.js';
import type { DrawChart } from '../domain/ports/draw-chart.js';
import { SECOND } from '../domain/time.js';
import { processEntry } from '../threads/process-entry.js';

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
  const { path, execArgv } = processEntry('chart-process', import.meta.url);
  const running = run(process.execPath, [`--max-old-space-size=${MOST_MEGABYTES}`, ...execArgv, path], {
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
