import { describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../src/domain/time.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { Watch } from '../../../src/domain/watch.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { routeEvent, type RoutingMoment } from '../../../src/polling/route-event.js';
import { dedupeKeyOf } from '../../../src/domain/notification.js';
import { toHappening } from '../../../src/domain/judge-event.js';
import {
  aMergeRequest,
  anEvent,
  aPipeline,
  at,
  aWatch,
  GITHUB,
  GITLAB,
  NOON,
} from '../../support/builders.js';

const moment = { now: NOON, serverAheadMs: 0, baselineAt: null };

const news = {
  mine: anEvent({ reason: 'reviewer' }),
  team: anEvent({ isTeamNews: true }),
  other: anEvent(),
};

function route(event: ForgeEvent, watches: readonly Watch[], when: RoutingMoment) {
  return routeEvent(toHappening(event, null), watches, when);
}

function filtered(filter: Partial<WatchFilter>): readonly Watch[] {
  return [aWatch({ level: 'custom', filter: { ...emptyFilter('participating'), ...filter } })];
}

describe('routing an event', () => {
  it.each([
    ['participating', ['mine']],
    ['team', ['mine', 'team']],
    ['all', ['mine', 'team', 'other']],
    ['muted', []],
  ] as const)('lets through at level %s: %j', (level, expected) => {
    const heard = Object.entries(news)
      .filter(([, event]) => route(event, [aWatch({ level })], moment).length > 0)
      .map(([name]) => name);

    expect(heard).toEqual(expected);
  });

  it('names the rule that let it through', () => {
    const watch = aWatch({ id: 'watch-9', level: 'team', chatKey: '-100/3' });

    expect(route(news.mine, [watch], moment)).toEqual([
      { chatKey: '-100/3', rule: { watchId: 'watch-9', level: 'team', reason: 'reviewer' } },
    ]);
  });

  it('is silent for a mute that lasts, and not for one that is over', () => {
    const until = (ms: number) => [aWatch({ mutedUntil: new Date(NOON.getTime() + ms) })];

    expect(route(news.mine, until(HOUR), moment)).toEqual([]);
    expect(route(news.mine, until(-HOUR), moment)).toHaveLength(1);
  });

  it('tells nothing to a group whose watch is not confirmed', () => {
    expect(route(news.mine, [aWatch({ level: 'all', isConfirmed: false })], moment)).toEqual([]);
  });

  it('tells nothing to a watch of another project', () => {
    expect(route(news.mine, [aWatch({ projectId: '8' })], moment)).toEqual([]);
  });

  it('tells every chat once', () => {
    const watches = [
      aWatch({ id: 'one', level: 'all' }),
      aWatch({ id: 'two', level: 'all' }),
      aWatch({ id: 'three', level: 'all', chatKey: '-7' }),
    ];

    expect(route(news.other, watches, moment).map(({ rule }) => rule.watchId)).toEqual(['one', 'three']);
  });

  it('tells a watch no history: what happened before it, by the clock of the forge', () => {
    const event = anEvent({ reason: 'author', at: at(0) });
    const watch = (seconds: number) => [aWatch({ createdAt: new Date(at(seconds)) })];

    expect(route(event, watch(5), moment)).toEqual([]);
    expect(route(event, watch(-5), moment)).toHaveLength(1);
    expect(route(event, watch(-5), { ...moment, serverAheadMs: HOUR })).toEqual([]);
    expect(route(event, watch(5), { ...moment, serverAheadMs: -HOUR })).toHaveLength(1);
  });

  it('tells what a feed that is younger than the watch sees change, whatever times the forge gives', () => {
    const event = anEvent({ reason: 'author', at: at(-HOUR) });
    const watch = [aWatch({ createdAt: new Date(at(5)) })];

    expect(route(event, watch, { ...moment, baselineAt: new Date(at(5)) })).toHaveLength(1);
    expect(route(event, watch, { ...moment, baselineAt: new Date(at(4)) })).toEqual([]);
  });

  it('tells rather than swallows where the times cannot be compared', () => {
    const watch = aWatch({ createdAt: new Date(at(5)) });

    expect(
      route(anEvent({ reason: 'author', at: at(0) }), [watch], { ...moment, serverAheadMs: null }),
    ).toHaveLength(1);
    expect(route(anEvent({ reason: 'author', at: 'soon' }), [watch], moment)).toHaveLength(1);
  });
});

describe('routing an event to a watch with a filter', () => {
  it.each([
    ['participating', ['mine']],
    ['team', ['mine', 'team']],
    ['all', ['mine', 'team', 'other']],
  ] as const)('tells what the base %s tells: %j', (base, expected) => {
    const heard = Object.entries(news)
      .filter(([, event]) => route(event, filtered({ base }), moment).length > 0)
      .map(([name]) => name);

    expect(heard).toEqual(expected);
  });

  it('names the toggle that told what the base would not', () => {
    const toggle = { topic: 'pipelines', type: 'pipeline-failed' } as const;

    expect(route(news.other, filtered({ on: [toggle] }), moment)).toEqual([
      {
        chatKey: '42',
        rule: { watchId: 'watch-1', level: 'custom', reason: null, pass: { toggle, met: [] } },
      },
    ]);
  });

  it('names the rule that it met, and no toggle where the base would have told it', () => {
    const rule = { field: 'branch', pattern: 'release/*' } as const;
    const on = [{ topic: 'pipelines', type: null }] as const;
    const event = anEvent({ reason: 'author', subject: aPipeline({ ref: 'release/2' }) });

    const [delivery] = route(event, filtered({ on, include: [rule] }), moment);

    expect(delivery?.rule.pass).toEqual({ toggle: null, met: [rule] });
  });

  it('asks the subject as it is now: a label that came later counts', () => {
    const watches = filtered({ base: 'all', include: [{ field: 'label', pattern: 'urgent' }] });
    const labelled = (labels: readonly string[]) => anEvent({ subject: aMergeRequest({ labels }) });

    expect(route(labelled([]), watches, moment)).toEqual([]);
    expect(route(labelled(['urgent']), watches, moment)).toHaveLength(1);
  });

  it('is silent while the watch is muted', () => {
    const [watch] = filtered({ base: 'all' });
    const muted = { ...watch!, mutedUntil: new Date(NOON.getTime() + HOUR) };

    expect(route(news.mine, [muted], moment)).toEqual([]);
  });
});

describe('what is told on request alone', () => {
  const urgent = { field: 'label', pattern: 'urgent' } as const;
  const labeled = (added: readonly string[], over: Partial<ForgeEvent> = {}): ForgeEvent =>
    anEvent({
      type: 'merge-request-labeled',
      topic: 'merge-requests',
      subject: aMergeRequest({ labels: ['urgent', ...added] }),
      onRequest: { label: added },
      ...over,
    });
  const isTold = (event: ForgeEvent, filter: Partial<WatchFilter>): boolean =>
    route(event, filtered(filter), moment).length > 0;

  it.each(['participating', 'team', 'all'] as const)('is not told by the level %s', (level) => {
    expect(route(labeled(['urgent'], { reason: 'author' }), [aWatch({ level })], moment)).toEqual([]);
  });

  it('is told where a rule asks for what is new of it', () => {
    expect(isTold(labeled(['urgent']), { base: 'all', include: [urgent] })).toBe(true);
    expect(isTold(labeled(['later']), { base: 'all', include: [urgent] })).toBe(false);
  });

  it('is told by such a rule as far as the base hears of it, and as a toggle of its topic widens that', () => {
    const on = [{ topic: 'merge-requests', type: null }] as const;

    expect(isTold(labeled(['urgent']), { include: [urgent] })).toBe(false);
    expect(isTold(labeled(['urgent'], { reason: 'author' }), { include: [urgent] })).toBe(true);
    expect(isTold(labeled(['urgent']), { include: [urgent], on })).toBe(true);
  });

  it('is told where it is switched on by its own name, and not by that of its topic', () => {
    const toggle = (type: string | null) => [{ topic: 'merge-requests', type } as const];

    expect(isTold(labeled(['later']), { on: toggle('merge-request-labeled') })).toBe(true);
    expect(isTold(labeled(['later']), { on: toggle(null) })).toBe(false);
    expect(isTold(labeled(['later']), { base: 'all', exclude: [urgent] })).toBe(false);
  });

  it('is not told where it is switched off, whatever the rules ask for', () => {
    const off = [{ topic: 'merge-requests', type: 'merge-request-labeled' } as const];

    expect(isTold(labeled(['urgent']), { base: 'all', include: [urgent], off })).toBe(false);
  });
});

describe('the key of a message', () => {
  it('is the same for every account of a forge, and another for another forge', () => {
    const event = anEvent();

    expect(dedupeKeyOf(GITLAB, event)).toBe(
      'https://gitlab.example.com|pipeline-failed:pipeline:500:attempt-1',
    );
    expect(dedupeKeyOf(GITHUB, event)).not.toBe(dedupeKeyOf(GITLAB, event));
  });
});

describe('a filter by path', () => {
  const include: WatchFilter['include'] = [{ field: 'path', pattern: 'payments/**' }];
  const touching = (paths: readonly string[], isCut = false): ForgeEvent =>
    anEvent({
      subject: aMergeRequest({ touched: { paths, isCut, headSha: 'b'.repeat(40) } }),
      reason: 'reviewer',
    });
  const isTold = (event: ForgeEvent, filter: Partial<WatchFilter>): boolean =>
    route(event, filtered(filter), moment).length > 0;

  it('tells of a merge request that touches such a file, and says which rule it met', () => {
    const [delivery] = route(touching(['README.md', 'payments/a.ts']), filtered({ include }), moment);

    expect(delivery?.rule.pass?.met).toEqual(include);
    expect(isTold(touching(['README.md']), { include })).toBe(false);
  });

  it('leaves files out, and with them what touches no other', () => {
    expect(isTold(touching(['README.md', 'payments/a.ts']), { exclude: include })).toBe(true);
    expect(isTold(touching(['payments/a.ts']), { exclude: include })).toBe(false);
  });

  it('hides nothing that may be what it asks for', () => {
    expect(isTold(touching(['README.md'], true), { include })).toBe(true);
    expect(isTold(touching([], true), { include })).toBe(true);
    expect(isTold(anEvent({ subject: aMergeRequest(), reason: 'reviewer' }), { include })).toBe(true);
  });

  it('leaves the other rules in force', () => {
    const author = { field: 'author', pattern: 'carol' } as const;

    expect(isTold(touching(['payments/a.ts']), { include: [...include, author] })).toBe(false);
    expect(isTold(touching([], true), { include: [...include, author] })).toBe(false);
  });
});
