import type { Series, Theme } from '../domain/chart.js';

export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly series: Readonly<Record<Series['role'], string>>;
}

/** After Okabe and Ito, whose colours people with any kind of colour blindness tell apart: https://jfly.uni-koeln.de/color/ */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    text: '#1f2328',
    faint: '#59636e',
    grid: '#e4e7eb',
    series: {
      passed: '#0072b2',
      failed: '#d55e00',
      duration: '#0072b2',
      merging: '#00795a',
      review: '#b0508a',
    },
  },
  dark: {
    background: '#17212b',
    text: '#e9eef3',
    faint: '#9fb0c0',
    grid: '#2c3a47',
    series: {
      passed: '#56b4e9',
      failed: '#e69f00',
      duration: '#56b4e9',
      merging: '#35c9a3',
      review: '#e693c3',
    },
  },
};
