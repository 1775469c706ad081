import { json } from 'node:stream/consumers';
import type { Chart } from '../domain/chart.js';
import { drawChart } from './draw-chart.js';

/** Entry of a process that draws the chart on its standard input to its standard output, and ends. */
process.stdout.write(drawChart((await json(process.stdin)) as Chart));
