import { describe, expect, it } from '@jest/globals';
import { MOST_RECORDED, recordingAfter } from '../../../src/domain/recording.js';

const projects = (...ids: readonly number[]) => ids.map((id) => ({ id: String(id) }));
const following = (recorded: readonly string[], chosen: readonly string[] = []) => ({ recorded, chosen });
const MANY = projects(...Array.from({ length: MOST_RECORDED }, (_, index) => index));

describe('what is recorded of all that an account belongs to', () => {
  it('is what it was while the same projects are listed, in whatever order', () => {
    expect(recordingAfter(following(['1', '2']), projects(2, 1))).toEqual({ come: [], leave: [] });
  });

  it('grows by what is new and loses what is listed no more', () => {
    expect(recordingAfter(following(['1', '2']), projects(3, 2))).toEqual({
      come: projects(3),
      leave: ['1'],
    });
  });

  it('stays within the limit: what moved longest ago makes room', () => {
    const recorded = MANY.map(({ id }) => id);

    expect(recordingAfter(following(recorded), [...projects(99), ...MANY])).toEqual({
      come: projects(99),
      leave: [String(MOST_RECORDED - 1)],
    });
  });

  it('leaves their place to those that were chosen, and keeps one that is listed besides', () => {
    const recorded = MANY.map(({ id }) => id);

    expect(recordingAfter(following(recorded, ['500', '19']), MANY)).toEqual({ come: [], leave: ['18'] });
  });

  it('is nothing where as many were chosen as are possible', () => {
    const chosen = MANY.map(({ id }) => id);

    expect(recordingAfter(following(['500'], chosen), projects(500, 501))).toEqual({
      come: [],
      leave: ['500'],
    });
  });
});
