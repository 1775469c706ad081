import { describe, expect, it } from '@jest/globals';
import type { QueuedEvent } from '../../../src/domain/ports/reaction-store.js';
import { ruleFor, toHappening } from '../../../src/domain/judge-event.js';
import { keepsFiles } from '../../../src/domain/kept-files.js';
import { TOPICS } from '../../../src/domain/topic.js';
import { EVENTS } from '../../../src/events/index.js';
import { matchRule } from '../../../src/polling/match-rule.js';
import {
  covers,
  EVENT_NAMES,
  isPattern,
  SUBJECT_OF_NOUN,
  typesOf,
  type EventPattern,
} from '../../../src/reactions/event-names.js';
import type { HandlerDescription } from '../../../src/reactions/messages.js';
import { wantedFilter } from '../../../src/reactions/wanted-filter.js';
import { wantRuns } from '../../../src/reactions/want-runs.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequest, anEvent, aProject, aWatch, BOB } from '../../support/builders.js';

function handler(
  pattern: EventPattern,
  match: HandlerDescription['match'] = {},
  name: string = pattern,
): HandlerDescription {
  return { name, pattern, match, timeLimitSeconds: 30 };
}

function opened(over: Partial<QueuedEvent['event']> = {}): QueuedEvent {
  const subject = anIssue({ labels: ['bug'] });
  const event = anEvent({
    type: 'issue-opened',
    key: 'issue-opened:issue:800:opened',
    subject,
    actor: BOB,
    ...over,
  });
  return { accountId: 'a', event, project: aProject({ path: 'acme/shop' }) };
}

function handlersFor(queued: QueuedEvent, ...handlers: readonly HandlerDescription[]): readonly string[] {
  return wantRuns(queued, [{ name: 'm.ts', handlers }], matchRule).map((run) => run.handler);
}

describe('the names of events', () => {
  it('cover every event that there is, each with the kind of subject that its noun says', () => {
    for (const { type, subject } of EVENTS) {
      const name = EVENT_NAMES[type as keyof typeof EVENT_NAMES];
      expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
      expect(SUBJECT_OF_NOUN[name.split('.')[0] as keyof typeof SUBJECT_OF_NOUN]).toBe(subject);
    }
    expect(Object.keys(EVENT_NAMES)).toHaveLength(EVENTS.length);
  });

  it.each([
    ['*', 'issue.opened', true],
    ['issue.*', 'issue.opened', true],
    ['issue.opened', 'issue.opened', true],
    ['issue.closed', 'issue.opened', false],
    ['merge_request.*', 'issue.opened', false],
  ] as const)('%s covers %s: %s', (pattern, name, expected) => {
    expect(covers(pattern, name)).toBe(expected);
    expect(isPattern(pattern)).toBe(true);
  });

  it('know what tells of an opening besides the opening', () => {
    expect(typesOf('issue.opened')).toEqual(['issue-opened', 'issue-assigned', 'issue-mention']);
  });
});

describe('who is to handle an event', () => {
  it('is whoever registered its type, its noun or everything, in the order of registration', () => {
    const handlers = [handler('*'), handler('issue.closed'), handler('issue.*'), handler('issue.opened')];

    expect(handlersFor(opened(), ...handlers)).toEqual(['m.ts#*', 'm.ts#issue.*', 'm.ts#issue.opened']);
  });

  it.each([
    [{ project: ['acme/*'] }, true],
    [{ project: ['other/*', 'acme/shop'] }, true],
    [{ project: ['acme'] }, false],
    [{ author: ['bob'] }, true],
    [{ author: ['alice'] }, false],
    [{ actor: ['BOB'] }, true],
    [{ label: ['bug'], author: ['bob'] }, true],
    [{ label: ['feature'], author: ['bob'] }, false],
    [{ branch: ['*'] }, false],
  ])('is asked for all fields that are named: %j', (match, expected) => {
    expect(handlersFor(opened(), handler('issue.opened', match)).length > 0).toBe(expected);
  });

  it.each([
    [{ paths: ['docs/how.md', 'src/a.ts'], isCut: false }, true],
    [{ paths: ['src/a.ts'], isCut: false }, false],
    [{ paths: ['src/a.ts'], isCut: true }, true],
    [undefined, false],
  ])('is asked for the files of a merge request, as far as they are known: %j', (files, expected) => {
    const touched = files === undefined ? {} : { touched: { ...files, headSha: 'f00d' } };
    const subject = { ...aMergeRequest(), ...touched };
    const queued = opened({ type: 'merge-request-opened', subject });

    const ran = handlersFor(queued, handler('merge_request.opened', { path: ['docs/**'] }));
    expect(ran.length > 0).toBe(expected);
  });

  it('is nobody where the account did it itself', () => {
    expect(handlersFor(opened({ isOwnDoing: true }), handler('*'))).toEqual([]);
  });

  it('hears of an opening once, also where the account is mentioned and assigned in it', () => {
    const subject = anIssue();
    const told = ['issue-mention', 'issue-assigned'].map((type) =>
      wantRuns(
        opened({ type, key: `${type}:issue:800:1`, subject, isNew: true }),
        [{ name: 'm.ts', handlers: [handler('issue.opened'), handler('issue.*')] }],
        matchRule,
      ),
    );

    expect(told[0]?.map(({ name }) => name)).toEqual(['issue.opened', 'issue.mentioned']);
    expect(told[0]?.[0]?.occasion).toBe('issue.opened:issue:800');
    expect(told[1]?.[0]?.occasion).toBe('issue.opened:issue:800');
  });

  it('is nobody for an event that a later version made', () => {
    expect(handlersFor(opened({ type: 'issue-frozen' }), handler('*'))).toEqual([]);
  });

  it('tells what a merge request is under by its card', () => {
    const event = anEvent({ type: 'merge-request-opened', subject: aMergeRequest({ id: '9' }) });
    const [run] = wantRuns(
      { accountId: 'a', event, project: aProject() },
      [{ name: 'm.ts', handlers: [handler('*')] }],
      matchRule,
    );

    expect(run?.card).toBe('merge-request:9');
  });
});

describe('the filter of what handlers want', () => {
  it('lets their events through, and has nothing else read', () => {
    const filter = wantedFilter([handler('pipeline.failed', { branch: ['main'] })], EVENTS);

    expect(filter.on).toEqual([{ topic: 'pipelines', type: 'pipeline-failed' }]);
    expect(filter.off.map(({ topic }) => topic)).toEqual(TOPICS.filter((topic) => topic !== 'pipelines'));
  });

  it('has the files of what handlers hear of read, and takes no event away by them', () => {
    const asking = wantedFilter([handler('*'), handler('merge_request.*', { path: ['docs/**'] })], EVENTS);
    const watch = aWatch({ level: 'custom', filter: asking });
    const touched = { paths: ['src/a.ts'], isCut: false, headSha: 'f00d' };
    const event = opened({ type: 'merge-request-opened', subject: { ...aMergeRequest(), touched } }).event;

    expect(keepsFiles(watch, 'merge-requests')).toBe(true);
    expect(
      ruleFor(watch, toHappening({ ...event, topic: 'merge-requests' }, null), matchRule),
    ).not.toBeNull();
  });
});
