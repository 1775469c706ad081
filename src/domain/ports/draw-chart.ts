import type { Chart } from '../chart.js';

/** The chart as a PNG; `null`: too many are being drawn, or it failed, which is logged. Never rejects. */
export type DrawChart = (chart: Chart) => Promise<Buffer | null>;
