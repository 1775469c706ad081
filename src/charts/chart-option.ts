import type { EChartsCoreOption } from 'echarts/core';
import type { Chart, Panel, Series } from '../domain/chart.js';
import { type Palette, PALETTES } from './palette.js';

/** In units of the drawing; the picture has more pixels. */
export const WIDTH = 520;
const MARGIN = 16;
const HEAD = 66;
const PANEL = 188;
/** From the top of a panel: its title, its legend, its drawing. */
const LEGEND_AT = 22;
const GRID_AT = 46;
const GRID_HEIGHT = 108;
/** A label for each seventh day, the last day among them. */
const LABELLED = 7;
/** At the size of the title, what fits into the width. */
const MOST_LETTERS = 46;

export function heightOf({ panels }: Pick<Chart, 'panels'>): number {
  return HEAD + panels.length * PANEL;
}

/** What ECharts is asked to draw: https://echarts.apache.org/en/option.html */
export function chartOption(chart: Chart): EChartsCoreOption {
  const { title, subtitle, days, panels, theme } = chart;
  const palette = PALETTES[theme];
  const tops = panels.map((_, index) => HEAD + index * PANEL);
  const at = (index: number): number => tops[index] ?? HEAD;
  return {
    animation: false,
    backgroundColor: palette.background,
    textStyle: { fontFamily: FONT_FAMILY },
    title: [
      heading(fit(title), { top: 12, size: 19, color: palette.text }),
      heading(fit(subtitle), { top: 38, size: 13, color: palette.faint, isPlain: true }),
      ...panels.map((panel, index) =>
        heading(fit(panel.title), { top: at(index), size: 14.5, color: palette.text }),
      ),
      ...panels.flatMap((panel, index) =>
        isEmpty(panel) ? [emptyNote(fit(panel.empty), at(index), palette)] : [],
      ),
    ],
    legend: panels.map((panel, index) => legendOf(panel, at(index), palette)),
    grid: panels.map((_, index) => ({
      left: 44,
      right: 26,
      top: at(index) + GRID_AT,
      height: GRID_HEIGHT,
    })),
    xAxis: panels.map((_, index) => dayAxis(days, index, palette)),
    yAxis: panels.map((_, index) => valueAxis(index, palette)),
    series: panels.flatMap((panel, index) =>
      panel.series.map((series) => seriesOf(panel, series, index, palette)),
    ),
  };
}

/** The font that is brought along. */
export const FONT_FAMILY = 'Inter';

/** Marks that turn or hide text, and what no XML can hold, are no part of a word. */
function fit(text: string): string {
  const letters = Array.from(text.replaceAll(/[\p{C}\u2028\u2029]/gu, ''));
  return letters.length <= MOST_LETTERS ? letters.join('') : `…${letters.slice(1 - MOST_LETTERS).join('')}`;
}

function heading(
  text: string,
  look: { readonly top: number; readonly size: number; readonly color: string; readonly isPlain?: true },
): object {
  const { top, size, color, isPlain } = look;
  const fontWeight = isPlain ? 400 : 700;
  return { text, left: MARGIN, top, padding: 0, textStyle: { fontSize: size, fontWeight, color } };
}

function emptyNote(text: string, top: number, { faint }: Palette): object {
  const textStyle = { fontSize: 13, fontWeight: 400, color: faint };
  return { text, left: 'center', top: top + GRID_AT + GRID_HEIGHT / 2 - 8, padding: 0, textStyle };
}

function isEmpty({ series }: Panel): boolean {
  return series.every(({ values }) => values.every((value) => value === null));
}

function legendOf({ series, form }: Panel, top: number, { text }: Palette): object {
  return {
    data: series.map(({ name, role }) => ({
      name: fit(name),
      icon: form === 'bars' ? 'roundRect' : MARKS[role],
    })),
    left: MARGIN,
    top: top + LEGEND_AT,
    padding: 0,
    itemGap: 18,
    itemWidth: 12,
    itemHeight: 10,
    selectedMode: false,
    textStyle: { fontSize: 12.5, color: text },
  };
}

function dayAxis(days: readonly string[], gridIndex: number, { faint, grid }: Palette): object {
  const offset = (days.length - 1) % LABELLED;
  return {
    type: 'category',
    gridIndex,
    data: days.map(fit),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: grid } },
    axisLabel: {
      fontSize: 12,
      color: faint,
      interval: (index: number) => index % LABELLED === offset,
    },
  };
}

function valueAxis(gridIndex: number, { faint, grid }: Palette): object {
  return {
    type: 'value',
    gridIndex,
    min: 0,
    splitNumber: 3,
    minInterval: 1,
    axisLabel: { fontSize: 12, color: faint },
    splitLine: { lineStyle: { color: grid } },
  };
}

/** Besides its colour, what tells one line from the other. */
const MARKS = {
  passed: 'circle',
  failed: 'circle',
  duration: 'circle',
  merging: 'circle',
  review: 'diamond',
} as const satisfies Record<Series['role'], string>;

function seriesOf({ form }: Panel, series: Series, index: number, palette: Palette): object {
  const { name, role, values } = series;
  const color = palette.series[role];
  const common = {
    name: fit(name),
    data: values,
    xAxisIndex: index,
    yAxisIndex: index,
    itemStyle: { color },
  };
  if (form === 'bars') return { ...common, type: 'bar', stack: `panel-${index}`, barCategoryGap: '28%' };
  return {
    ...common,
    type: 'line',
    connectNulls: true,
    symbol: MARKS[role],
    symbolSize: role === 'review' ? 8 : 6,
    lineStyle: { color, width: 1.8, type: role === 'review' ? 'dashed' : 'solid' },
  };
}
