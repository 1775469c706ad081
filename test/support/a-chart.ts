import type { Chart } from '../../src/domain/chart.js';

const DAYS = Array.from({ length: 30 }, (_, index) => `Nov ${index + 1}`);

/** A chart of a month in which something happened on every third day. */
export function aChart(over: Partial<Chart> = {}): Chart {
  const values = DAYS.map((_, index) => (index % 3 === 0 ? 1 + (index % 7) : null));
  return {
    theme: 'light',
    title: 'acme/shop',
    subtitle: 'Nov 1 – Nov 30 · UTC',
    days: DAYS,
    panels: [
      {
        title: 'Pipelines a day',
        form: 'bars',
        empty: 'nothing',
        series: [
          { name: 'passed', role: 'passed', values },
          { name: 'failed', role: 'failed', values },
        ],
      },
      {
        title: 'Wait for a review, hours',
        form: 'lines',
        empty: 'nothing in these days',
        series: [{ name: 'wait', role: 'review', values: values.map(() => null) }],
      },
    ],
    ...over,
  };
}
