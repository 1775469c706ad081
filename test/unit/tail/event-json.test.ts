import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import { line } from '../../../src/domain/message.js';
import type { Subject } from '../../../src/domain/subject.js';
import { isAbout } from '../../../src/tail/about-person.js';
import { toEventJson } from '../../../src/tail/event-json.js';
import {
  BOB,
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aPipeline,
  at,
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
      actor: { login: 'bob', name: 'Bob Baker' },
      reason: null,
      own: false,
      attention: expect.any(Boolean),
      subject: {
        kind: 'pipeline',
        id: '500',
        number: '500',
        title: 'Add the basket',
        branch: 'main',
        status: 'failed',
        sha: 'a'.repeat(40),
        url: 'https://gitlab.example.com/acme/shop/-/pipelines/500',
        jobs: [{ name: 'lint', stage: 'test', url: 'https://gitlab.example.com/1' }],
      },
    });
  });

  it('is a line of its own, whatever the forge wrote', () => {
    const subject = aComment({ body: 'one\u2028two\n\u001b[31mthree\u009b' });

    const text = JSON.stringify(toEventJson(notification({ subject }), 'https://x', line('x\u0085y')));

    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(text).toContain('one\\ntwo\\nthree');
  });

  it('has every field of every kind of subject in docs/tail.md', () => {
    const rows = readFileSync('docs/tail.md', 'utf8').split('\n');
    const common = new Set(['kind', 'id', 'url']);

    for (const subject of SUBJECTS) {
      const row = rows.find((one) => one.startsWith(`| \`${subject.kind}\` |`)) ?? '';
      const fields = Object.keys(
        toEventJson(notification({ subject }), 'https://x', line())['subject'] ?? {},
      );
      const missing = fields.filter((field) => !common.has(field) && !row.includes(`\`${field}\``));
      expect([subject.kind, missing]).toEqual([subject.kind, []]);
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
