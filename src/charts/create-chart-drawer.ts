import type { Worker } from 'node:worker_threads';
import type { Chart } from '../domain/chart.js';
import type { Logger } from '../domain/logger.js';
import type { DrawChart } from '../domain/ports/draw-chart.js';
import { SECOND } from '../domain/time.js';
import { startThread } from '../threads/start-thread.js';

/** One is drawn at a time, so that no more than a core and the memory of one thread ever go into it. */
const MOST_WAITING = 10;
const LIMIT_MS = 20 * SECOND;
/** Many times what a chart takes. */
const MOST_MEGABYTES = 256;

interface DrawerOptions {
  readonly logger: Logger;
  readonly spawn?: (chart: Chart) => Worker;
}

/** Draws each chart in a thread of its own, one after the other. */
export function createChartDrawer({ logger, spawn = startDrawing }: DrawerOptions): DrawChart {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const draw = async (chart: Chart): Promise<Buffer | null> => {
    try {
      return await drawnBy(spawn(chart));
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

function startDrawing(chart: Chart): Worker {
  return startThread('chart-thread', import.meta.url, {
    workerData: chart,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
}

/** The daemon's end does not wait for a picture. */
async function drawnBy(worker: Worker): Promise<Buffer> {
  worker.unref();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the drawing took too long')), LIMIT_MS).unref();
      worker.once('message', (png: Uint8Array) => resolve(Buffer.from(png)));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the drawing ended with code ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
