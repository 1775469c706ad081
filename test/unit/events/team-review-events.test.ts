import { describe, expect, it } from '@jest/globals';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { EVENTS } from '../../../src/events/index.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { ALICE, aMergeRequest, at, BOB, CAROL } from '../../support/builders.js';
import { between, review } from './seen-by-alice.js';

const URL = 'https://github.com/Acme/shop/pull/12';

/** What Alice, who is in two teams of the organization, sees of requests for reviews. */
function requests(change: SubjectChange): readonly ForgeEvent[] {
  const viewer = { ...ALICE, groups: ['acme/ops', 'acme/web', 'other/qa'] };
  const onFault = ({ error }: { readonly error: unknown }): never => {
    throw error;
  };
  return diffSubjects([change], EVENTS, { viewer, onFault }).filter(
    ({ type }) => type === 'review-requested',
  );
}

function asked(after: Partial<MergeRequest>, before: Partial<MergeRequest> = {}): readonly ForgeEvent[] {
  const common = { author: BOB, url: URL };
  return requests(between({ ...common, ...before }, { ...common, ...after }));
}

function reasons(events: readonly ForgeEvent[]): readonly unknown[] {
  return events.map(({ reason, details }) => [details['team'] ?? details['reviewerId'], reason]);
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
    const definition = EVENTS.find(({ type }) => type === 'review-requested')!;
    const headline = (event: ForgeEvent | undefined): unknown =>
      definition.headline(
        event!.subject as never,
        event!,
        ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as never,
      );

    expect(headline(asked({ reviewerTeams: ['ops'] })[0])).toEqual([
      'event.review-requested-team {"team":"Acme/ops"}',
    ]);
    expect(headline(asked({ reviewerTeams: ['qa'], reviewers: [CAROL] }).at(-1))).toEqual([
      'event.review-requested-of {"who":"Acme/qa"}',
    ]);
  });
});
