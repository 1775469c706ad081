import { describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../src/domain/time.js';
import { WATCH_LEVELS } from '../../../src/domain/watch.js';
import { dedupeKeyOf, routeEvent } from '../../../src/polling/route-event.js';
import { anEvent, at, aWatch, GITHUB, GITLAB, NOON } from '../../support/builders.js';

const moment = { now: NOON, serverAheadMs: 0, baselineAt: null };

const news = {
  mine: anEvent({ reason: 'reviewer' }),
  team: anEvent({ isTeamNews: true }),
  other: anEvent(),
};

describe('routing an event', () => {
  it.each([
    ['participating', ['mine']],
    ['team', ['mine', 'team']],
    ['all', ['mine', 'team', 'other']],
    ['muted', []],
  ] as const)('lets through at level %s: %j', (level, expected) => {
    const heard = Object.entries(news)
      .filter(([, event]) => routeEvent(event, [aWatch({ level })], moment).length > 0)
      .map(([name]) => name);

    expect(heard).toEqual(expected);
    expect(WATCH_LEVELS).toContain(level);
  });

  it('names the rule that let it through', () => {
    const watch = aWatch({ id: 'watch-9', level: 'team', chatKey: '-100/3' });

    expect(routeEvent(news.mine, [watch], moment)).toEqual([
      { chatKey: '-100/3', rule: { watchId: 'watch-9', level: 'team', reason: 'reviewer' } },
    ]);
  });

  it('is silent for a mute that lasts, and not for one that is over', () => {
    const until = (ms: number) => [aWatch({ mutedUntil: new Date(NOON.getTime() + ms) })];

    expect(routeEvent(news.mine, until(HOUR), moment)).toEqual([]);
    expect(routeEvent(news.mine, until(-HOUR), moment)).toHaveLength(1);
  });

  it('tells nothing to a group whose watch is not confirmed', () => {
    expect(routeEvent(news.mine, [aWatch({ level: 'all', isConfirmed: false })], moment)).toEqual([]);
  });

  it('tells nothing to a watch of another project', () => {
    expect(routeEvent(news.mine, [aWatch({ projectId: '8' })], moment)).toEqual([]);
  });

  it('tells every chat once', () => {
    const watches = [
      aWatch({ id: 'one', level: 'all' }),
      aWatch({ id: 'two', level: 'all' }),
      aWatch({ id: 'three', level: 'all', chatKey: '-7' }),
    ];

    expect(routeEvent(news.other, watches, moment).map(({ rule }) => rule.watchId)).toEqual(['one', 'three']);
  });

  it('tells a watch no history: what happened before it, by the clock of the forge', () => {
    const event = anEvent({ reason: 'author', at: at(0) });
    const watch = (seconds: number) => [aWatch({ createdAt: new Date(at(seconds)) })];

    expect(routeEvent(event, watch(5), moment)).toEqual([]);
    expect(routeEvent(event, watch(-5), moment)).toHaveLength(1);
    expect(routeEvent(event, watch(-5), { ...moment, serverAheadMs: HOUR })).toEqual([]);
    expect(routeEvent(event, watch(5), { ...moment, serverAheadMs: -HOUR })).toHaveLength(1);
  });

  it('tells what a feed that is younger than the watch sees change, whatever times the forge gives', () => {
    const event = anEvent({ reason: 'author', at: at(-HOUR) });
    const watch = [aWatch({ createdAt: new Date(at(5)) })];

    expect(routeEvent(event, watch, { ...moment, baselineAt: new Date(at(5)) })).toHaveLength(1);
    expect(routeEvent(event, watch, { ...moment, baselineAt: new Date(at(4)) })).toEqual([]);
  });

  it('tells rather than swallows where the times cannot be compared', () => {
    const watch = aWatch({ createdAt: new Date(at(5)) });

    expect(
      routeEvent(anEvent({ reason: 'author', at: at(0) }), [watch], { ...moment, serverAheadMs: null }),
    ).toHaveLength(1);
    expect(routeEvent(anEvent({ reason: 'author', at: 'soon' }), [watch], moment)).toHaveLength(1);
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
