import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { line } from '../../../src/domain/message.js';
import type { Subject } from '../../../src/domain/subject.js';
import { isAbout } from '../../../src/tail/about-person.js';
import { toTimelineEntry } from '../../../src/domain/timeline.js';
import { toEventJson } from '../../../src/tail/event-json.js';
import {
  BOB,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aPipeline,
  aProject,
  at,
  GITLAB,
} from '../../support/builders.js';
import { HAPPENINGS } from '../../contract/events/happenings/index.js';

const SUBJECTS: readonly Subject[] = Object.values(HAPPENINGS).map(({ after }) => after);

function notification(event: Partial<ForgeEvent>): EventNotification {
  return anEventNotification({ event: anEvent(event) });
}

describe('an event as JSON', () => {
  it('says what happened to what, by whom and where', () => {
    const failedJobs = [{ id: '1', name: 'lint', stage: 'test', url: 'https://gitlab.example.com/1' }];
    const subject = aPipeline({ status: 'failed', failedJobs });
    const event = notification({ type: 'pipeline-failed', key: 'k', at: at(60), actor: BOB, subject });

    expect(toEventJson(event, 'https://gitlab.example.com', line('Pipeline failed on main'))).toEqual({
      v: 1,
      key: 'k',
      type: 'pipeline-failed',
      topic: 'pipelines',
      at: at(60),
      text: 'Pipeline failed on main',
      forge: { kind: 'gitlab', url: 'https://gitlab.example.com' },
      project: { id: '7', path: 'acme/shop', url: 'https://gitlab.example.com/acme/shop' },
      actor: { id: '102', login: 'bob', name: 'Bob Baker' },
      branches: ['main'],
      title: 'Add the basket',
      url: 'https://gitlab.example.com/acme/shop/-/pipelines/500',
      reason: null,
      own: false,
      attention: expect.any(Boolean),
      subject: { kind: 'pipeline', id: '500' },
      details: {
        number: '500',
        status: 'failed',
        ref: 'main',
        sha: 'a'.repeat(40),
        attempt: 1,
        source: 'push',
        startedBy: 'bob',
        failedJobs: [{ name: 'lint', stage: 'test', url: 'https://gitlab.example.com/1' }],
      },
    });
  });

  it('is a line of its own, whatever the forge wrote', () => {
    const subject = aComment({ body: 'one\u2028two\n\u001b[31mthree\u009b' });

    const text = JSON.stringify(toEventJson(notification({ subject }), 'https://x', line('x\u0085y')));

    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(text).toContain('one\\ntwo\\nthree');
  });

  it.each(SUBJECTS.map((subject) => [subject.kind, subject] as const))(
    'tells of a %s what the timeline tells',
    (_kind, subject) => {
      const event = anEvent({ subject });
      const told = toEventJson(anEventNotification({ event }), GITLAB.url, line('x'));
      const { id, seenAt, ...shared } = toTimelineEntry({
        id: 'abc',
        forge: GITLAB,
        project: aProject(),
        event,
        at: new Date(event.at),
        seenAt: new Date(at(75)),
      });

      expect([id, seenAt]).toEqual(['abc', at(75)]);
      expect(told).toMatchObject(shared);
    },
  );

  it('has every field of the record in docs/tail.md, and every detail in docs/timeline.md', () => {
    const tail = readFileSync('docs/tail.md', 'utf8');
    const rows = readFileSync('docs/timeline.md', 'utf8').split('\n');

    for (const subject of SUBJECTS) {
      const row =
        rows.find(
          (one) =>
            one.startsWith('|') &&
            one
              .split('|')[1]
              ?.split(',')
              .some((kind) => kind.trim() === subject.kind),
        ) ?? '';
      const event = toEventJson(notification({ subject }), 'https://x', line()) as JsonObject;
      const fields = Object.keys(event).filter((field) => !tail.includes(`\`${field}\``));
      const details = Object.keys(event['details'] ?? {}).filter((field) => !row.includes(`\`${field}\``));
      expect([subject.kind, fields, details]).toEqual([subject.kind, [], []]);
    }
  });
});

describe('a person', () => {
  const event = (subject: Subject, actor = BOB): Pick<ForgeEvent, 'actor' | 'subject'> => ({
    actor,
    subject,
  });

  it.each([
    ['did it', event(aPipeline()), 'bob', true],
    ['wrote it, in other letters', event(aMergeRequest()), '@BOB', true],
    ['is mentioned', event(aComment({ mentions: ['carol'] })), 'carol', true],
    ['has a merge request that is commented on', event(aComment()), 'alice', true],
    ['has nothing to do with it', event(aMergeRequest()), 'carol', false],
  ])('who %s', (_what, happening, login, isTrue) => {
    expect(isAbout(happening, login)).toBe(isTrue);
  });

  it('has a part in nothing without people', () => {
    for (const subject of SUBJECTS) expect(isAbout({ actor: null, subject }, 'nobody-at-all')).toBe(false);
  });
});
