import type { ForgeEvent } from '../domain/event.js';

/** The files that commits touch are for filters to ask when it happens; its event and its messages need them no more. */
export function withoutTouched(event: ForgeEvent): ForgeEvent {
  const { subject } = event;
  if (subject.kind !== 'merge-request' && subject.kind !== 'push') return event;
  const { touched, ...rest } = subject;
  return touched === undefined ? event : { ...event, subject: rest };
}
