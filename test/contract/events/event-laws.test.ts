import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import type { Change, Occurrence } from '../../../src/events/define-event.js';
import { type AnyEventDefinition, EVENTS } from '../../../src/events/index.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import {
  ALICE,
  BOB,
  CAROL,
  aComment,
  aMergeRequest,
  aPipeline,
  aProject,
  at,
} from '../../support/builders.js';

type AnyChange = Change<'pipeline'> | Change<'merge-request'> | Change<'comment'>;

/** For each event: a change that makes it happen, as Alice sees it. A definition without one does not compile. */
const HAPPENINGS: Readonly<Record<string, AnyChange>> = {
  'pipeline-started': { before: null, after: aPipeline({ status: 'running' }), isNew: true },
  'pipeline-waiting': { before: aPipeline(), after: aPipeline({ status: 'waiting' }), isNew: false },
  'pipeline-failed': { before: aPipeline(), after: aPipeline({ status: 'failed' }), isNew: false },
  'pipeline-fixed': {
    before: aPipeline(),
    after: aPipeline({ status: 'success', previousOutcome: 'failed' }),
    isNew: false,
  },
  'pipeline-succeeded': {
    before: aPipeline(),
    after: aPipeline({ status: 'success', previousOutcome: 'success' }),
    isNew: false,
  },
  'pipeline-canceled': { before: aPipeline(), after: aPipeline({ status: 'canceled' }), isNew: false },
  'merge-request-opened': { before: null, after: aMergeRequest(), isNew: true },
  'merge-request-reopened': {
    before: aMergeRequest({ state: 'closed' }),
    after: aMergeRequest(),
    isNew: false,
  },
  'merge-request-ready': {
    before: aMergeRequest({ isDraft: true }),
    after: aMergeRequest({ isDraft: false }),
    isNew: false,
  },
  'review-requested': {
    before: aMergeRequest({ reviewers: [] }),
    after: aMergeRequest({ reviewers: [ALICE] }),
    isNew: false,
  },
  'review-request-withdrawn': {
    before: aMergeRequest({ reviewers: [ALICE] }),
    after: aMergeRequest({ reviewers: [] }),
    isNew: false,
  },
  'merge-request-assigned': {
    before: aMergeRequest({ assignees: [] }),
    after: aMergeRequest({ assignees: [ALICE] }),
    isNew: false,
  },
  'merge-request-mention': {
    before: aMergeRequest({ mentions: [] }),
    after: aMergeRequest({ mentions: ['alice'] }),
    isNew: false,
  },
  'merge-request-new-commits': {
    before: aMergeRequest({ headSha: 'a'.repeat(40), reviewers: [ALICE] }),
    after: aMergeRequest({ headSha: 'b'.repeat(40), reviewers: [ALICE] }),
    isNew: false,
  },
  'merge-request-approved': {
    before: aMergeRequest({ author: ALICE, reviews: [] }),
    after: aMergeRequest({
      author: ALICE,
      reviews: [{ person: CAROL, state: 'approved', sha: null, at: at(5) }],
    }),
    isNew: false,
  },
  'changes-requested': {
    before: aMergeRequest({ author: ALICE, reviews: [] }),
    after: aMergeRequest({
      author: ALICE,
      reviews: [{ person: CAROL, state: 'changes-requested', sha: null, at: at(5) }],
    }),
    isNew: false,
  },
  'merge-request-merged': {
    before: aMergeRequest(),
    after: aMergeRequest({ state: 'merged', mergedBy: CAROL }),
    isNew: false,
  },
  'merge-request-closed': {
    before: aMergeRequest(),
    after: aMergeRequest({ state: 'closed', closedBy: CAROL }),
    isNew: false,
  },
  'comment-mention': { before: null, after: aComment({ mentions: ['alice'] }), isNew: true },
  'comment-reply': {
    before: null,
    after: aComment({ mentions: [], thread: { id: '1', participants: ['alice', 'bob'] } }),
    isNew: true,
  },
  'comment-added': { before: null, after: aComment({ mentions: [], thread: null }), isNew: true },
};

/** The definition and the change speak of the same kind of subject, which a union of definitions cannot say. */
function detect(definition: AnyEventDefinition, change: AnyChange): readonly Occurrence[] {
  return definition.detect(change as never, ALICE);
}

function happeningOf({ type }: AnyEventDefinition): AnyChange {
  const change = HAPPENINGS[type];
  if (change === undefined) throw new Error(`no happening for ${type}`);
  return change;
}

const t = createTranslator()('en');
const render = createRenderer(EVENTS);

function notificationOf(definition: AnyEventDefinition, forgeKind: 'gitlab' | 'github'): EventNotification {
  const change = happeningOf(definition);
  const occurrence = detect(definition, change)[0]!;
  const reason = definition.concern(change as never, occurrence, ALICE);
  return {
    kind: 'event',
    chatKey: '1',
    dedupeKey: 'key',
    accountId: 'account',
    forgeKind,
    project: aProject(),
    rule: { watchId: 'watch', level: 'all', reason },
    event: {
      type: definition.type,
      key: 'key',
      projectId: '7',
      subject: change.after,
      actor: occurrence.actor,
      at: occurrence.at,
      reason,
      isTeamNews: false,
      isOwnDoing: false,
      wantsAttention: definition.wantsAttention,
      details: occurrence.details ?? {},
    },
  };
}

describe('the registry', () => {
  it('holds every definition that stands in the folder, under the name of its file', () => {
    const files = readdirSync('src/events')
      .filter((file) => file.endsWith('.ts') && !['index.ts', 'define-event.ts'].includes(file))
      .map((file) => basename(file, '.ts'));

    expect(EVENTS.map(({ type }) => type).sort()).toEqual(files.sort());
  });
});

describe.each(EVENTS.map((definition) => [definition.type, definition] as const))(
  '%s',
  (_type, definition) => {
    const change = happeningOf(definition);

    it('happens', () => {
      expect(detect(definition, change)).toHaveLength(1);
    });

    it('does not happen between two equal looks', () => {
      const still = { before: change.after, after: change.after, isNew: false } as AnyChange;

      expect(detect(definition, still)).toEqual([]);
    });

    it('names the same occasion when it is asked again', () => {
      expect(detect(definition, change)).toEqual(detect(definition, change));
    });

    it('carries a time of the forge', () => {
      for (const { at: time } of detect(definition, change)) expect(Date.parse(time)).not.toBeNaN();
    });

    it.each(['gitlab', 'github'] as const)('has words on %s, with nothing left open', (forgeKind) => {
      const notification = notificationOf(definition, forgeKind);

      const text = JSON.stringify([
        render.news([notification], false, t),
        render.news([notification], true, t),
      ]);

      expect(text).not.toMatch(/\{\{|\}\}|event\.|card\.|reason\.|undefined|null/);
      expect(text).not.toContain('🔹');
    });

    it('stays itself when names and titles are hostile', () => {
      const notification = notificationOf(definition, 'gitlab');
      const hostile = '<b>$t(card.pipeline) {{who}} [x](http://evil) @all';
      const subject: Subject = rename(notification.event.subject, hostile);

      const message = render.news([{ ...notification, event: { ...notification.event, subject } }], false, t);

      const plain = message.lines.map((one) => JSON.stringify(one)).join('\n');
      expect(plain).toContain(JSON.stringify(hostile).slice(1, -1));
    });
  },
);

function rename(subject: Subject, title: string): Subject {
  if (subject.kind === 'comment') return { ...subject, on: { ...subject.on, title } };
  return { ...subject, title };
}

describe('own doings', () => {
  it('are known as such by their actor', () => {
    const approval = aMergeRequest({
      author: BOB,
      reviews: [{ person: ALICE, state: 'approved', sha: null, at: at(5) }],
    });
    const definition = EVENTS.find(({ type }) => type === 'merge-request-approved')!;

    const [occurrence] = detect(definition, {
      before: aMergeRequest({ author: BOB }),
      after: approval,
      isNew: false,
    });

    expect(occurrence?.actor).toEqual(ALICE);
  });
});
