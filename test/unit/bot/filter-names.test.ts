import { describe, expect, it } from '@jest/globals';
import { nameOf, toggleNamed, TOGGLES } from '../../../src/bot/filter-names.js';
import { en } from '../../../src/bot/locales/en/index.js';
import { TOPICS } from '../../../src/domain/topic.js';
import { EVENTS } from '../../../src/events/index.js';

const types = EVENTS.map(({ type }) => type);

describe('the names of what can be told', () => {
  it.each(types)('%s has one for people', (type) => {
    expect(en).toHaveProperty([`event-name.${type}`]);
  });

  it.each(TOPICS)('the topic %s has one for people', (topic) => {
    expect(en).toHaveProperty([`topic.${topic}`]);
  });

  it('name nothing that is not there', () => {
    const named = Object.keys(en).filter((key) => key.startsWith('event-name.') && !key.endsWith('_github'));

    expect(named.map((key) => key.slice('event-name.'.length)).sort()).toEqual([...types].sort());
  });

  it('are each of one thing, and lead back to it', () => {
    expect(new Set([...types, ...TOPICS]).size).toBe(types.length + TOPICS.length);
    for (const toggle of TOGGLES) expect(toggleNamed(nameOf(toggle))).toEqual(toggle);
    expect(toggleNamed('__proto__')).toBeNull();
  });
});
