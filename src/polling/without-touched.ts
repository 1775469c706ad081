import type { ForgeEvent } from '../domain/event.js';
import type { TouchedFiles } from '../domain/subjects/touched-files.js';

/** The record names so many files of commits. */
const KEPT_PATHS = 50;

/** The files that commits touch are for filters to ask when it happens; its messages need them no more. */
export function withoutTouched(event: ForgeEvent): ForgeEvent {
  return changeTouched(event, () => ({}));
}

/** For the record: an event is kept for months, and by each account that sees it. */
export function withFewTouched(event: ForgeEvent): ForgeEvent {
  return changeTouched(event, (touched) => {
    const isCut = touched.isCut || touched.paths.length > KEPT_PATHS;
    return { touched: { ...touched, paths: touched.paths.slice(0, KEPT_PATHS), isCut } };
  });
}

function changeTouched(
  event: ForgeEvent,
  change: <T extends TouchedFiles>(touched: T) => { readonly touched?: T },
): ForgeEvent {
  const { subject } = event;
  if (subject.kind === 'push') {
    const { touched, ...rest } = subject;
    return touched === undefined ? event : { ...event, subject: { ...rest, ...change(touched) } };
  }
  if (subject.kind !== 'merge-request') return event;
  const { touched, ...rest } = subject;
  return touched === undefined ? event : { ...event, subject: { ...rest, ...change(touched) } };
}
