import { describe, expect, it } from '@jest/globals';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { EVENTS } from '../../../src/events/index.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { ALICE, aMergeRequest, at, BOB, CAROL } from '../../support/builders.js';
import { between, review } from './seen-by-alice.js';

const URL = 'https://github.com/Acme/shop/pull/12';

/** What Alice, who is in two teams of the organization, sees of requests for reviews. */
function requests(change: SubjectChange, wanted = 'review-requested'): readonly ForgeEvent[] {
  const viewer = { ...ALICE, groups: ['acme/ops', 'acme/web', 'other/qa'] };
  const onFault = ({ error }: { readonly error: unknown }): never => {
    throw error;
  };
  return diffSubjects([change], EVENTS, { viewer, onFault }).filter(({ type }) => type === wanted);
}

function asked(after: Partial<MergeRequest>, before: Partial<MergeRequest> = {}): readonly ForgeEvent[] {
  const common = { author: BOB, url: URL };
  return requests(between({ ...common, ...before }, { ...common, ...after }));
}

function reasons(events: readonly ForgeEvent[]): readonly unknown[] {
  return events.map(({ reason, details }) => [details['team'] ?? details['reviewerId'], reason]);
}

function withdrawn(before: Partial<MergeRequest>, after: Partial<MergeRequest>): readonly ForgeEvent[] {
  const common = { author: BOB, url: URL, reviewerTeams: [] };
  const change = between({ ...common, reviewerTeams: ['Ops'], ...before }, { ...common, ...after });
  return requests(change, 'review-request-withdrawn');
}

function headline(event: ForgeEvent | undefined): unknown {
  const definition = EVENTS.find(({ type }) => type === event!.type)!;
  const t = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`;
  return definition.headline(event!.subject as never, event!, t);
}

describe('a request for a review by a team of the reader’s', () => {
  it('concerns the reader', () => {
    const [event] = asked({ reviewerTeams: ['Ops'] });

    expect(event).toMatchObject({ reason: 'reviewer', details: { team: 'Acme/Ops' }, actor: null });
  });

  it('concerns the reader from the start, though all else of the merge request is no news', () => {
    const after = aMergeRequest({ author: BOB, url: URL, reviewerTeams: ['ops', 'qa'] });

    expect(reasons(requests({ before: null, after, isNew: true }))).toEqual([
      ['Acme/ops', 'reviewer'],
      ['Acme/qa', null],
    ]);
    expect(reasons(requests({ before: null, after, isNew: false }))).toEqual([['Acme/ops', 'reviewer']]);
  });

  it('is told once, however many of the teams of the reader are asked', () => {
    expect(reasons(asked({ reviewerTeams: ['ops', 'web'] }))).toEqual([['Acme/ops', 'reviewer']]);
  });

  it('is not told beside that of the reader by name', () => {
    expect(reasons(asked({ reviewers: [ALICE], reviewerTeams: ['ops'] }))).toEqual([[ALICE.id, 'reviewer']]);
    expect(asked({ reviewers: [ALICE], reviewerTeams: ['ops'] }, { reviewers: [ALICE] })).toEqual([]);
  });

  it('is not told to one who has reviewed already', () => {
    const reviews = [review({ person: ALICE, state: 'commented' })];

    expect(asked({ reviews, reviewerTeams: ['ops'] }, { reviews })).toEqual([]);
  });

  it('is told again after it was withdrawn', () => {
    const [once] = asked({ reviewerTeams: ['ops'] });
    const [again] = asked({ reviewerTeams: ['ops'], updatedAt: at(120) });

    expect(once?.key).not.toBe(again?.key);
    expect(asked({ reviewerTeams: ['ops'] }, { reviewerTeams: ['ops'] })).toEqual([]);
    expect(asked({ reviewerTeams: [] }, { reviewerTeams: ['ops'] })).toEqual([]);
  });

  it('concerns nobody of another team, nor the author', () => {
    expect(reasons(asked({ reviewerTeams: ['qa'] }))).toEqual([['Acme/qa', null]]);
    const mine = { author: ALICE };
    expect(asked({ ...mine, reviewerTeams: ['ops'] }, mine)).toEqual([]);
  });

  it('says whose review it is', () => {
    expect(headline(asked({ reviewerTeams: ['ops'] })[0])).toEqual([
      'event.review-requested-team {"team":"Acme/ops"}',
    ]);
    expect(headline(asked({ reviewerTeams: ['qa'], reviewers: [CAROL] }).at(-1))).toEqual([
      'event.review-requested-of {"who":"Acme/qa"}',
    ]);
  });
});

describe('a request to a team of the reader’s that is withdrawn', () => {
  it('concerns the reader, and names the team', () => {
    const [event] = withdrawn({}, {});

    expect(event).toMatchObject({ reason: 'reviewer', details: { team: 'Acme/Ops' }, actor: null });
    expect(headline(event)).toEqual(['event.review-request-withdrawn-team {"team":"Acme/Ops"}']);
  });

  it('is told as well where the merge request was closed in the same look', () => {
    expect(withdrawn({}, { state: 'closed' })).toHaveLength(1);
    expect(withdrawn({ state: 'closed' }, { state: 'closed' })).toEqual([]);
  });

  it('is told once where the reader was asked by name besides, as that of the reader', () => {
    expect(withdrawn({ reviewers: [ALICE] }, {}).map(headline)).toEqual([
      ['event.review-request-withdrawn {}'],
    ]);
  });

  it('is none where the reader, or somebody who may be of the team, gave a review', () => {
    for (const person of [ALICE, CAROL]) {
      expect(withdrawn({}, { reviews: [review({ person, state: 'commented' })] })).toEqual([]);
    }
    const commented = [review({ latestAt: at(50) })];
    expect(withdrawn({ reviews: [review()] }, { reviews: commented })).toEqual([]);
    const reviews = [review({ person: ALICE })];
    expect(withdrawn({ reviews }, { reviews })).toEqual([]);
    expect(withdrawn({ reviews: [review()] }, { reviews: [review()] })).toHaveLength(1);
  });

  it.each<[string, Partial<MergeRequest>, Partial<MergeRequest>]>([
    ['is asked by name instead', {}, { reviewers: [ALICE] }],
    ['is of another team that is asked', {}, { reviewerTeams: ['web'] }],
    ['is not of the team', { reviewerTeams: ['qa'] }, {}],
    ['is the author', { author: ALICE }, { author: ALICE }],
  ])('is no news to a reader who %s', (_who, before, after) => {
    expect(withdrawn(before, after)).toEqual([]);
  });
});
