/** How a chart is coloured. */
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Values by day, to be drawn. All words are as they are to be read. */
export interface Chart {
  readonly theme: Theme;
  readonly title: string;
  readonly subtitle: string;
  /** One for each day, for the axis that all panels share. */
  readonly days: readonly string[];
  /** From top to bottom. */
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  /** `bars` stand on one another. */
  readonly form: 'bars' | 'lines';
  readonly series: readonly Series[];
  /** Said where no series has a value. */
  readonly empty: string;
}

export interface Series {
  readonly name: string;
  /** What it is: colour and mark follow from it, and are the same in each chart. */
  readonly role: 'passed' | 'failed' | 'duration' | 'merging' | 'review';
  /** One for each day; `null`: there is none. */
  readonly values: readonly (number | null)[];
}
