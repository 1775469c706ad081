import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import { emptyFilter, type FilterRule, type WatchFilter } from '../../../src/domain/watch-filter.js';
import {
  aComment,
  aMergeRequest,
  anEvent,
  anEventNotification,
  aPipeline,
  aWatch,
} from '../../support/builders.js';
import { aChangedFile, aDocumentChange } from '../../support/some-documents.js';
import { createDeliveryScene, EVENING, MORNING, NIGHT } from '../../support/delivery-scene.js';

const WIP: FilterRule = { field: 'label', pattern: 'wip' };
const URGENT: FilterRule = { field: 'label', pattern: 'urgent' };

let scene: ReturnType<typeof createDeliveryScene>;

beforeEach(() => {
  scene = createDeliveryScene(EVENING);
});

function filterBy(over: Partial<WatchFilter>): void {
  scene.store.watches.set('watch-1', aWatch({ level: 'custom', filter: { ...emptyFilter('all'), ...over } }));
}

function owe(subject: Subject, over: Partial<EventNotification> = {}): void {
  const type = subject.kind === 'comment' ? 'comment-added' : 'merge-request-ready';
  const topic = subject.kind === 'comment' ? 'talk' : 'merge-requests';
  scene.store.owe(anEventNotification({ event: anEvent({ type, topic, subject }), ...over }));
}

function states(): readonly string[] {
  return scene.store.rows.map(({ state }) => state);
}

describe('a filter, asked when the message is about to go out', () => {
  it('drops what a label forbids that came meanwhile', async () => {
    filterBy({ exclude: [WIP] });
    owe(aMergeRequest());
    owe(aComment());
    scene.store.seen.set('merge-request:900', aMergeRequest({ labels: ['wip'] }));

    await scene.pass(3);

    expect(states()).toEqual(['withdrawn', 'withdrawn']);
    expect(scene.channel.shown).toEqual([]);
  });

  it('tells what a label asks for that came meanwhile, and drops what has lost it', async () => {
    filterBy({ include: [URGENT] });
    owe(aMergeRequest());
    scene.store.seen.set('merge-request:900', aMergeRequest({ labels: ['urgent'] }));
    owe(aMergeRequest({ id: '901', labels: ['urgent'] }));
    scene.store.seen.set('merge-request:901', aMergeRequest({ id: '901' }));

    await scene.pass(3);

    expect(states()).toEqual(['sent', 'withdrawn']);
  });

  it.each([
    [
      'a rule',
      { level: 'custom', filter: { ...emptyFilter('all'), exclude: [{ field: 'author', pattern: 'bob' }] } },
    ],
    [
      'a toggle',
      { level: 'custom', filter: { ...emptyFilter('all'), off: [{ topic: 'merge-requests', type: null }] } },
    ],
    ['a narrower level', { level: 'participating', filter: null }],
    ['a watch that tells nothing any more', { level: 'muted', filter: null }],
  ] as const)('drops what %s forbids that the watch has got meanwhile', async (_, change) => {
    owe(aMergeRequest());
    scene.store.watches.set('watch-1', aWatch(change));

    await scene.pass(3);

    expect(states()).toEqual(['withdrawn']);
  });

  it('writes down the rule by which it is told in the end', async () => {
    owe(aMergeRequest(), { rule: { watchId: 'watch-1', level: 'all', reason: null } });
    filterBy({ include: [URGENT] });
    scene.store.seen.set('merge-request:900', aMergeRequest({ labels: ['urgent'] }));

    await scene.pass(3);

    expect(states()).toEqual(['sent']);
    expect(scene.store.rows[0]?.message.notification).toMatchObject({
      rule: { watchId: 'watch-1', level: 'custom', pass: { toggle: null, met: [URGENT] } },
    });
  });

  it('shows the files that the rules name by then', async () => {
    const subject = aDocumentChange([aChangedFile('README.md'), aChangedFile('api/shop.yaml')]);
    const event = anEvent({ type: 'documents-changed', topic: 'documents', subject });
    const rule = { watchId: 'watch-1', level: 'all', reason: null, paths: ['README.md'] } as const;
    scene.store.owe(anEventNotification({ event, rule }));
    filterBy({ include: [{ field: 'path', pattern: 'api/**' }] });

    await scene.pass(3);

    expect(scene.channel.shown[0]?.text).toContain('api/shop.yaml');
    expect(scene.channel.shown[0]?.text).not.toContain('README.md');
    expect(scene.channel.shown[0]?.text).not.toContain('The filter lets it through now');
    expect(scene.lags).toHaveLength(1);
  });

  it('keeps in mind that the message came late, and says why', async () => {
    filterBy({ include: [URGENT] });
    const pass = { toggle: null, met: [URGENT] } as const;
    owe(aMergeRequest({ labels: ['urgent'] }), {
      rule: { watchId: 'watch-1', level: 'custom', reason: null, pass, isLate: true },
    });

    await scene.pass(3);

    expect(states()).toEqual(['sent']);
    expect(scene.store.rows[0]?.message.notification).toMatchObject({ rule: { isLate: true } });
    expect(scene.channel.shown[0]?.text.split('\n').at(-1)).toBe(
      'The filter lets it through now: its labels or reviewers have changed',
    );
    expect(scene.lags).toEqual([]);
  });

  it('is asked when quiet hours end, too', async () => {
    scene.store.prefer(NIGHT);
    filterBy({ exclude: [WIP] });
    owe(aMergeRequest());
    owe(aMergeRequest({ id: '901' }));
    await scene.pass(2);
    expect(scene.store.rows.map(({ message }) => message.isDeferred)).toEqual([true, true]);

    scene.store.seen.set('merge-request:901', aMergeRequest({ id: '901', labels: ['wip'] }));
    scene.clock.set(MORNING);
    await scene.pass(4);

    expect(states()).toEqual(['sent', 'withdrawn']);
    expect(scene.channel.shown).toHaveLength(1);
  });

  it('asks for jobs as the message names them, whatever the pipeline is now', async () => {
    filterBy({ include: [{ field: 'job', pattern: 'test' }] });
    const failed = aPipeline({
      status: 'failed',
      failedJobs: [{ id: '1', name: 'test', stage: null, url: '' }],
    });
    scene.store.owe(anEventNotification({ event: anEvent({ subject: failed }) }));
    scene.store.seen.set('pipeline:500', aPipeline({ status: 'running' }));

    await scene.pass(3);

    expect(states()).toEqual(['sent']);
  });

  it('knows the files of a merge request, which the message does not carry', async () => {
    filterBy({ include: [{ field: 'path', pattern: 'src/**' }] });
    const touched = (path: string) => ({ paths: [path], isCut: false, headSha: 'b'.repeat(40) });
    owe(aMergeRequest());
    scene.store.seen.set('merge-request:900', aMergeRequest({ touched: touched('docs/a.md') }));
    owe(aMergeRequest({ id: '901' }));
    scene.store.seen.set('merge-request:901', aMergeRequest({ id: '901', touched: touched('src/a.ts') }));

    await scene.pass(3);

    expect(states()).toEqual(['withdrawn', 'sent']);
  });

  it('tells what may be in the chat already, and what no watch of the chat stands for', async () => {
    owe(aMergeRequest());
    owe(aMergeRequest({ id: '901' }), { rule: { watchId: 'gone', level: 'all', reason: null } });
    scene.store.watches.set('watch-1', aWatch({ level: 'muted' }));
    const [first] = scene.store.rows;
    if (first === undefined) throw new Error('nothing is owed');
    first.message = { ...first.message, startedAttempts: 1 };

    await scene.pass(3);

    expect(states()).toEqual(['sent', 'sent']);
  });
});
