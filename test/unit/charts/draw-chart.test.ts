import { describe, expect, it } from '@jest/globals';
import { createChartDrawer } from '../../../src/charts/create-chart-drawer.js';
import { drawChart } from '../../../src/charts/draw-chart.js';
import type { Chart } from '../../../src/domain/chart.js';
import { aChart } from '../../support/a-chart.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const SIGNATURE = '89504e470d0a1a0a';

function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const bytes = Buffer.from(png);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function isSame(one: Chart, other: Chart): boolean {
  return Buffer.from(drawChart(one)).equals(Buffer.from(drawChart(other)));
}

const HOSTILE = [
  '</text><script>alert(1)</script>',
  '&nbsp;&#0;<![CDATA[',
  '{a|b}',
  '\u0000\u0007\ud800',
  '\u202egnp.exe',
  'x'.repeat(100_000),
  '',
];

describe('a drawn chart', () => {
  it('is a PNG that Telegram shows as it is, the same to the byte for the same figures', () => {
    const png = drawChart(aChart());

    expect(Buffer.from(png.subarray(0, 8)).toString('hex')).toBe(SIGNATURE);
    expect(sizeOf(png)).toEqual({ width: 1040, height: 884 });
    expect(png.length).toBeLessThan(200_000);
    expect(Buffer.from(drawChart(aChart())).equals(Buffer.from(png))).toBe(true);
  });

  it('has other colours in the dark, and letters for Russian', () => {
    expect(isSame(aChart(), aChart({ theme: 'dark' }))).toBe(false);
    expect(isSame(aChart({ title: 'Жё' }), aChart({ title: '\u0b95\u0b95' }))).toBe(false);
  });

  it('survives whatever projects and days are called', () => {
    const [bars] = aChart().panels;
    const panels = HOSTILE.map((name) => ({
      ...bars!,
      title: name,
      series: bars!.series.map((series) => ({ ...series, name: `${name}${series.role}` })),
    }));

    const png = drawChart(
      aChart({ title: HOSTILE.join(' '), days: aChart().days.map(() => HOSTILE[0]!), panels }),
    );

    expect(sizeOf(png).width).toBe(1040);
  });

  it('shows nothing that hides or turns text', () => {
    expect(isSame(aChart({ title: 'acme\u202e/\u200bshop\n' }), aChart({ title: 'acme/shop' }))).toBe(true);
  });
});

describe('the drawing of charts', () => {
  it('is done in a process, which draws the same', async () => {
    const draw = createChartDrawer({ logger: createMemoryLogger() });

    const drawn = await draw(aChart());

    expect(drawn?.equals(Buffer.from(drawChart(aChart())))).toBe(true);
  });

  it('takes no more than so many at a time, and logs what fails', async () => {
    const logger = createMemoryLogger();
    const draw = createChartDrawer({
      logger,
      drawOne: () => Promise.reject(new Error('no more processes')),
    });

    const drawn = await Promise.all(Array.from({ length: 12 }, () => draw(aChart())));

    expect(drawn).toEqual(Array.from({ length: 12 }, () => null));
    expect(logger.entries.map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, () => 'a chart could not be drawn'),
    );
  });
});
