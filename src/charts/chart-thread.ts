import { parentPort, workerData } from 'node:worker_threads';
import type { Chart } from '../domain/chart.js';
import { drawChart } from './draw-chart.js';

/** Entry of a thread that draws one chart and ends: what drawing loads is gone with it. */
parentPort?.postMessage(drawChart(workerData as Chart));
