import type { TextParam } from '../domain/ports/translator.js';

export type Format = (value: TextParam) => string;

/** How a language writes numbers and days; a text is left as it is. */
export function createFormats(language: string): Format {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  // A date without a time is midnight in UTC.
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return (value) => {
    if (typeof value === 'number') return numbers.format(value);
    return typeof value === 'string' ? value : days.format(value);
  };
}
