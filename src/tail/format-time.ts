/** A moment as its reader wants it; `now` says whether its day needs a word. */
export type FormatTime = (at: Date, now: Date) => string;

/** `2026-03-02 14:03:12`: for what is kept and searched. */
export function createFullTime(timeZone: string | undefined): FormatTime {
  const day = dayFormat(timeZone);
  const hour = hourFormat(timeZone);
  return (at) => `${day.format(at)} ${hour.format(at)}`;
}

/** `14:03:12`, and its day before it where it is not today. */
export function createShortTime(timeZone: string | undefined): FormatTime {
  const day = dayFormat(timeZone);
  const hour = hourFormat(timeZone);
  return (at, now) =>
    day.format(at) === day.format(now) ? hour.format(at) : `${day.format(at)} ${hour.format(at)}`;
}

/** Sweden writes dates as ISO 8601 does. */
function dayFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
}

function hourFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' });
}
