import type { ForgeEvent } from '../domain/event.js';
import type { TouchedFiles } from '../domain/subjects/touched-files.js';

/** The record names so many files of commits. */
const KEPT_PATHS = 50;

/** The files that commits touch are for filters to ask when it happens; its messages need them no more. */
export function withoutTouched(event: ForgeEvent): ForgeEvent {
  return touchedOf(event) === undefined ? event : replaceTouched(event, {});
}

/** For the record: an event is kept for months, and by each account that sees it. */
export function withFewTouched(event: ForgeEvent): ForgeEvent {
  const touched = touchedOf(event);
  if (touched === undefined || touched.paths.length <= KEPT_PATHS) return event;
  return replaceTouched(event, { touched: { paths: touched.paths.slice(0, KEPT_PATHS), isCut: true } });
}

function touchedOf({ subject }: ForgeEvent): TouchedFiles | undefined {
  return subject.kind === 'merge-request' || subject.kind === 'push' ? subject.touched : undefined;
}

function replaceTouched(event: ForgeEvent, touched: { readonly touched?: TouchedFiles }): ForgeEvent {
  const { subject } = event;
  if (subject.kind === 'push') {
    const { touched: _, ...rest } = subject;
    return { ...event, subject: { ...rest, ...touched } };
  }
  if (subject.kind !== 'merge-request') return event;
  const { touched: _, ...rest } = subject;
  const withHead =
    touched.touched === undefined ? {} : { touched: { ...touched.touched, headSha: rest.headSha } };
  return { ...event, subject: { ...rest, ...withHead } };
}
