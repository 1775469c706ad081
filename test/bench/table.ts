import type { Summary } from './statistics.js';

/** One thing measured; `budget` where the design promises something. */
export interface Row {
  readonly what: string;
  readonly value: string;
  readonly budget?: string;
}

export function renderTable(title: string, rows: readonly Row[]): string {
  const lines = rows.map(({ what, value, budget }) => `| ${what} | ${value} | ${budget ?? ''} |`);
  return [`### ${title}`, '', '| what | measured | budget |', '| --- | --- | --- |', ...lines, ''].join('\n');
}

export function number(value: number | null, digits = 1): string {
  if (value === null) return 'none';
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** `p50 / p95 / p99`, and how many were measured. */
export function spread(summary: Summary, unit: string, digits = 1): string {
  if (summary.count === 0) return 'none';
  const [p50, p95, p99] = [summary.p50, summary.p95, summary.p99].map((value) => number(value, digits));
  return `${p50} / ${p95} / ${p99} ${unit} (n = ${summary.count})`;
}
