import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { ForgeKind } from '../../../../src/domain/forge.js';
import { type Line, quote } from '../../../../src/domain/message.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import {
  aComment,
  ALICE,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aPipeline,
  BOB,
} from '../../../support/builders.js';
import { anIssue } from '../../../support/an-issue.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);
const ACTIONS = ['🔁 Retry', '⋯ More'];

function cardOf(subject: Subject, forgeKind: ForgeKind = 'gitlab'): readonly string[] {
  const card = renderer.card(anEventNotification({ forgeKind, event: anEvent({ subject }) }), t);
  return card?.lines.map(textOf) ?? [];
}

function textOf(line: Line): string {
  return 'spans' in line
    ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
    : '';
}

describe('the card of a pipeline', () => {
  it('says what it waits for, in the words of its forge', () => {
    const waiting = aPipeline({ status: 'waiting', ref: 'main', name: null });

    expect(cardOf(waiting)[0]).toBe('✋ Pipeline waits for a manual job on main');
    expect(cardOf({ ...waiting, name: 'CI' }, 'github')[0]).toBe('✋ CI waits for an approval on main');
  });
});

describe('what started a pipeline', () => {
  const factsOf = (over: Parameters<typeof aPipeline>[0], forgeKind?: ForgeKind) =>
    cardOf(aPipeline({ actor: null, ...over }), forgeKind).at(-1);

  it.each([
    ['push', null, 'aaaaaaaa'],
    ['merge_request_event', '7', '!7 · aaaaaaaa'],
    ['schedule', null, 'on schedule · aaaaaaaa'],
    ['web', null, 'started by hand · aaaaaaaa'],
    ['pipeline', null, 'started by another pipeline · aaaaaaaa'],
    ['of_next_year', null, 'of next year · aaaaaaaa'],
    ['constructor', null, 'constructor · aaaaaaaa'],
  ])('%s', (source, mergeRequestNumber, facts) => {
    expect(factsOf({ source, mergeRequestNumber })).toBe(facts);
  });

  it('is told in GitHub’s words on GitHub', () => {
    expect(factsOf({ source: 'workflow_run' }, 'github')).toBe('started by another workflow · aaaaaaaa');
    expect(factsOf({ source: 'pull_request', mergeRequestNumber: '7', attempt: 2 }, 'github')).toBe(
      '#7 · aaaaaaaa · attempt 2',
    );
  });

  it('may be a tag', () => {
    expect(factsOf({ isTag: true })).toBe('tag · aaaaaaaa');
  });

  it('stands before how long it took, and how long it usually takes', () => {
    const took = { source: 'schedule', durationSeconds: 720 };

    expect(factsOf(took)).toBe('on schedule · aaaaaaaa · took 12 min');
    expect(factsOf({ ...took, usualSeconds: 371 })).toBe(
      'on schedule · aaaaaaaa · took 12 min, usually 6 min',
    );
  });
});

describe('the jobs of a pipeline', () => {
  const job = (name: string, stage: string | null) => ({ id: '1', name, stage, url: `https://x/${name}` });

  it('that failed stand stage by stage, apart from those that may fail and those of its children', () => {
    const failed = aPipeline({
      status: 'failed',
      failedJobs: [job('unit', 'test'), job('push', 'deploy'), job('e2e', 'test')],
      allowedFailures: [job('lint', 'test')],
      failedChildren: [{ name: 'trigger', url: null, failedJobs: [job('unit', null)] }],
    });

    expect(cardOf(failed)).toEqual(
      expect.arrayContaining([
        'Failed jobs: unit, e2e (test); push (deploy)',
        'Failed child pipeline trigger: unit',
        'Failed, but allowed to: lint (test)',
      ]),
    );
  });

  it('that only wait for their time are shown while it does nothing else', () => {
    const rollout = { name: 'rollout', stage: 'live', isDelayed: true };

    expect(cardOf(aPipeline({ status: 'pending', waitingJobs: [rollout] }))).toContain(
      'Delayed: rollout (live)',
    );
  });

  const held = {
    id: '7',
    projectId: '8',
    name: 'deploy-app',
    url: null,
    waitingJobs: [{ name: 'go', stage: 'live', isDelayed: false }],
    updatedAt: '2026-09-01T10:00:00.000Z',
  };

  it.each(['running', 'success', 'waiting', 'failed'] as const)(
    'that hold up a child of it are shown while it is %s',
    (status) => {
      expect(cardOf(aPipeline({ status, waitingChildren: [held] }))).toContain(
        'Child pipeline waits: deploy-app: go (live)',
      );
    },
  );

  it('that hold up a child are told as those of the child', () => {
    const told = (subject: Subject) =>
      JSON.stringify(
        renderer.news(
          [anEventNotification({ event: anEvent({ type: 'pipeline-waiting', subject }) })],
          true,
          t,
        ),
      );

    expect(told(aPipeline({ status: 'success', waitingChildren: [held] }))).toContain(
      'A child pipeline waits for a manual job on main',
    );
    expect(
      told(aPipeline({ status: 'waiting', waitingJobs: held.waitingJobs, waitingChildren: [held] })),
    ).toContain('Pipeline waits for a manual job on main');
  });

  it('are cut short where there are many', () => {
    const failedJobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => job(name, null));

    expect(cardOf(aPipeline({ status: 'failed', failedJobs }))).toContain(
      'Failed jobs: a, b, c, d, e, f and 2 more',
    );
  });

  it('that failed offer their logs, six at most', () => {
    const failedJobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => job(name, null));
    const buttonsOf = (subject: Subject) =>
      renderer
        .news([anEventNotification({ event: anEvent({ type: 'pipeline-failed', subject }) })], true, t)
        .buttons?.flat()
        .map(({ label }) => label);

    expect(buttonsOf(aPipeline({ status: 'failed', failedJobs }))).toEqual([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `Log: ${name}`),
      ...ACTIONS,
    ]);
    expect(buttonsOf(aPipeline({ status: 'failed', failedJobs: [job('a', null)] }))).toEqual([
      'Log',
      ...ACTIONS,
    ]);
    expect(buttonsOf(aPipeline({ status: 'success', failedJobs: [] }))).toBeUndefined();
  });

  it('that failed and may do so make a warning of a success', () => {
    const warned = aPipeline({ status: 'success', allowedFailures: [job('lint', 'test')] });

    expect(cardOf(warned)).toContain('✅ Pipeline passed with warnings on main');
    expect(cardOf(warned)).toContain('Failed, but allowed to: lint (test)');
  });

  it('that had failed on the same commit make it flaky, which is said instead of fixed', () => {
    const flaky = aPipeline({ status: 'success', previousOutcome: 'failed', flakyJobs: ['unit'] });
    const event = anEvent({ type: 'pipeline-fixed', subject: flaky });

    const { lines } = renderer.news([anEventNotification({ event })], false, t);

    expect(textOf(lines[0]!)).toBe('💚 Pipeline passed on main when tried again, with nothing changed');
    expect(lines.map(textOf)).toContain('Had failed before: unit');
  });

  it('that hold it up are named', () => {
    const waitingJobs = [
      { name: 'deploy', stage: 'production', isDelayed: false },
      { name: 'rollout', stage: null, isDelayed: true },
    ];

    expect(cardOf(aPipeline({ status: 'waiting', waitingJobs }))).toEqual(
      expect.arrayContaining(['Waits for: deploy (production)', 'Delayed: rollout']),
    );
  });
});

describe('the news of a verdict', () => {
  it('shows the words that came with it, and those alone', () => {
    const verdict = { person: BOB, state: 'approved', sha: null, at: null } as const;
    const silent = { ...verdict, person: ALICE };
    const words = { body: 'Well *done*', mentions: [] };
    const subject = aMergeRequest({ reviews: [{ ...verdict, words }, silent] });
    const told = (person: string) => {
      const event = anEvent({ type: 'merge-request-approved', subject, details: { verdictOf: person } });
      return renderer.news([anEventNotification({ event })], true, t).lines;
    };

    expect(told(BOB.id)).toContainEqual(quote('Well *done*'));
    expect(told(ALICE.id)).not.toContainEqual(expect.objectContaining({ kind: 'quote' }));
  });
});

describe('the card of a merge request', () => {
  it('names who still has to review it', () => {
    const asked = aMergeRequest({ reviewers: [ALICE, BOB] });

    expect(cardOf(asked)).toContain(`Review requested from ${ALICE.name}, ${BOB.name}`);
  });
});

describe('the card of an issue', () => {
  it('says how it stands, whose it is and when it is due', () => {
    const issue = anIssue({
      assignees: [ALICE],
      labels: ['bug'],
      dueOn: '2026-03-04',
      isConfidential: true,
    });

    expect(cardOf(issue)).toEqual([
      '🟢 Open',
      '#5 The basket forgets its content',
      'acme/shop · Bob Baker · bug · 🔒 Confidential',
      'Assigned to Alice Archer',
      'Due on March 4, 2026',
    ]);
  });

  it('says who closed it, and no more what was to be done', () => {
    const closed = anIssue({ state: 'closed', closedBy: BOB, assignees: [ALICE], dueOn: '2026-03-04' });

    expect(cardOf(closed)).toEqual([
      '🟣 Closed by Bob Baker',
      '#5 The basket forgets its content',
      'acme/shop · Bob Baker',
    ]);
  });
});

describe('a comment on an issue', () => {
  it('names it as people on both forges do, and whose it is', () => {
    const on = { ...aComment().on, kind: 'issue', number: '5' } as const;
    const event = anEvent({ type: 'comment-added', subject: aComment({ on }), reason: 'author' });

    for (const forgeKind of ['gitlab', 'github'] as const) {
      const { lines } = renderer.news([anEventNotification({ forgeKind, event })], true, t);

      expect(textOf(lines[0]!)).toBe('💬 Bob Baker commented on your issue');
      expect(lines.map(textOf)).toContain('#5 Add the basket · acme/shop');
    }
  });
});
