import { describe, expect, it } from '@jest/globals';
import { MOST_RECORDED, recordingAfter } from '../../../src/domain/recording.js';

const projects = (...ids: readonly number[]) => ids.map((id) => ({ id: String(id) }));
const MANY = projects(...Array.from({ length: MOST_RECORDED }, (_, index) => index));

describe('what is recorded of all that an account belongs to', () => {
  it('is what it was while the same projects are listed, in whatever order', () => {
    expect(recordingAfter(['1', '2'], projects(2, 1))).toEqual({ come: [], leave: [] });
  });

  it('grows by what is new and loses what is listed no more', () => {
    expect(recordingAfter(['1', '2'], projects(3, 2))).toEqual({ come: projects(3), leave: ['1'] });
  });

  it('stays within the limit: what moved longest ago makes room', () => {
    const recorded = MANY.map(({ id }) => id);

    expect(recordingAfter(recorded, [...projects(99), ...MANY])).toEqual({
      come: projects(99),
      leave: [String(MOST_RECORDED - 1)],
    });
  });
});
