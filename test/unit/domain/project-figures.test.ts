import { describe, expect, it } from '@jest/globals';
import {
  FIGURE_DAYS,
  figuresBegin,
  figuresOf,
  hasFigures,
  type Measure,
} from '../../../src/domain/project-figures.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';

const NOW = new Date('2026-03-30T12:00:00Z');
const ZONE = 'Europe/Berlin';

function measure(type: Measure['type'], at: string, over: Partial<Measure> = {}): Measure {
  return {
    type,
    at: new Date(at),
    subjectId: '1',
    createdAt: new Date(at),
    durationSeconds: null,
    isByAuthor: false,
    isDraft: false,
    ...over,
  };
}

function dayOf(measures: readonly Measure[], month: number, day: number) {
  return figuresOf(measures, ZONE, NOW).days.find(({ date }) => date.month === month && date.day === day);
}

function reviewed(...measures: readonly Measure[]) {
  const { total } = figuresOf(measures, ZONE, NOW);
  return { reviewed: total.reviewed, hours: total.reviewMs === null ? null : total.reviewMs / HOUR };
}

describe('the days of the figures', () => {
  it('are thirty, the last one today, each as long as the clock makes it', () => {
    const { days } = figuresOf([], ZONE, NOW);

    expect(days).toHaveLength(FIGURE_DAYS);
    expect(days[0]?.date).toEqual({ year: 2026, month: 3, day: 1 });
    expect(days.at(-1)?.date).toEqual({ year: 2026, month: 3, day: 30 });
    expect(figuresBegin(ZONE, NOW)).toEqual(new Date('2026-02-28T23:00:00Z'));
  });

  it('are those of the zone, also where the clock is put forward', () => {
    const measures = [
      measure('pipeline-failed', '2026-03-28T22:59:00Z'),
      measure('pipeline-failed', '2026-03-28T23:00:00Z'),
      measure('pipeline-failed', '2026-03-29T21:59:00Z'),
      measure('pipeline-failed', '2026-03-29T22:00:00Z'),
    ];

    expect([28, 29, 30].map((day) => dayOf(measures, 3, day)?.failed)).toEqual([1, 2, 1]);
  });

  it('hold nothing from before, and nothing at all where nothing was measured', () => {
    const before = figuresOf([measure('pipeline-failed', '2026-02-28T22:59:59Z')], ZONE, NOW);

    expect(hasFigures(before)).toBe(false);
    expect(before.total).toMatchObject({ passed: 0, failed: 0, pipelineMs: null, mergeMs: null });
  });
});

describe('the figures of pipelines', () => {
  const ended = (type: Measure['type'], minutes: number | null): Measure =>
    measure(type, '2026-03-10T10:00:00Z', { durationSeconds: minutes === null ? null : minutes * 60 });

  it('count what passed and what failed, and take the median of how long it was', () => {
    const day = dayOf(
      [ended('pipeline-succeeded', 4), ended('pipeline-fixed', 6), ended('pipeline-failed', 90)],
      3,
      10,
    );

    expect(day).toMatchObject({ passed: 2, failed: 1, pipelineMs: 6 * MINUTE });
  });

  it('lie midway between the two in the middle, and leave out what the forge does not tell', () => {
    const measures = [
      ended('pipeline-succeeded', 4),
      ended('pipeline-failed', 6),
      ended('pipeline-failed', null),
    ];

    expect(dayOf(measures, 3, 10)).toMatchObject({ passed: 1, failed: 2, pipelineMs: 5 * MINUTE });
  });
});

describe('the figures of merge requests', () => {
  it('measure from opened to merged on the day of the merge, however long ago it was opened', () => {
    const createdAt = new Date('2026-01-01T10:00:00Z');
    const day = dayOf([measure('merge-request-merged', '2026-03-12T10:00:00Z', { createdAt })], 3, 12);

    expect(day).toMatchObject({ merged: 1, mergeMs: 70 * 24 * HOUR });
  });

  it('never take less than no time', () => {
    const createdAt = new Date('2026-03-12T10:00:05Z');
    const day = dayOf([measure('merge-request-merged', '2026-03-12T10:00:00Z', { createdAt })], 3, 12);

    expect(day?.mergeMs).toBe(0);
  });
});

describe('the wait for a review', () => {
  const opened = measure('merge-request-opened', '2026-03-10T08:00:00Z');
  const asked = measure('review-requested', '2026-03-10T10:00:00Z');
  const approved = measure('merge-request-approved', '2026-03-10T13:00:00Z');

  it.each([
    ['from the request', [opened, asked, approved], 3],
    [
      'from the first of several requests',
      [asked, { ...asked, at: new Date('2026-03-10T12:00:00Z') }, approved],
      3,
    ],
    ['from the opening where nobody was asked', [opened, approved], 5],
    [
      'from when it was no draft any more',
      [{ ...opened, isDraft: true }, measure('merge-request-ready', '2026-03-10T11:00:00Z'), approved],
      2,
    ],
    [
      'from when a draft with reviewers was ready',
      [asked, measure('merge-request-ready', '2026-03-10T11:00:00Z'), approved],
      2,
    ],
    ['in whatever order it is read', [approved, asked], 3],
    ['to a request for changes', [asked, measure('changes-requested', '2026-03-10T11:00:00Z'), approved], 1],
    ['from before the first day', [measure('review-requested', '2026-02-20T13:00:00Z'), approved], 18 * 24],
  ])('is measured %s', (_what, measures, hours) => {
    expect(reviewed(...measures)).toEqual({ reviewed: 1, hours });
  });

  it.each([
    ['a second verdict', [asked, approved, { ...approved, at: new Date('2026-03-11T13:00:00Z') }], 1],
    ['the author’s own', [asked, { ...approved, isByAuthor: true }], 0],
    ['one that nobody waited for', [approved], 0],
    ['one of a draft', [{ ...opened, isDraft: true }, approved], 0],
    ['what ended without', [asked, measure('merge-request-closed', '2026-03-10T11:00:00Z'), approved], 0],
    ['another merge request', [asked, { ...approved, subjectId: '2' }], 0],
  ])('counts not %s', (_what, measures, count) => {
    expect(reviewed(...measures).reviewed).toBe(count);
  });

  it('begins anew with another request', () => {
    const again = measure('review-requested', '2026-03-11T10:00:00Z');
    const later = measure('merge-request-approved', '2026-03-11T11:00:00Z');

    expect(reviewed(asked, approved, again, later)).toEqual({ reviewed: 2, hours: 2 });
  });
});
