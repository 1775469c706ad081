import { MINUTE } from '../../../src/domain/time.js';
import type { CadenceInput } from '../../../src/polling/cadence.js';
import { aFeed, NOON } from '../../support/builders.js';

export const I = MINUTE;

/** A quiet feed among many projects. */
export function aPace(over: Partial<CadenceInput> = {}): CadenceInput {
  return {
    feed: aFeed(),
    intervalMs: I,
    projects: 100,
    now: NOON,
    lastChangeAt: ago(60),
    isRunning: false,
    hasMore: false,
    isUnsettled: false,
    isFreeWatch: false,
    isForViewerOnly: false,
    isAnnounced: false,
    requests: 1,
    minPollSeconds: null,
    failure: null,
    ...over,
  };
}

export function ago(intervals: number): Date {
  return new Date(NOON.getTime() - intervals * I);
}
