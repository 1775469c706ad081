import { describe, expect, it } from '@jest/globals';
import { percentile, summarise } from '../../bench/statistics.js';

describe('percentile', () => {
  it('is the smallest value that the share of the sample does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(hundred, 0)).toBe(1);
  });

  it('rounds up to a value that was measured', () => {
    expect(percentile([10, 20, 30], 0.5)).toBe(20);
    expect(percentile([10, 20, 30], 0.67)).toBe(30);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('does not care for the order and leaves the sample as it is', () => {
    const sample = [100, 9, 20];
    expect(percentile(sample, 0.5)).toBe(20);
    expect(sample).toEqual([100, 9, 20]);
  });

  it('has nothing to say of an empty sample', () => {
    expect(percentile([], 0.5)).toBeNull();
  });

  it('refuses a share that is none', () => {
    expect(() => percentile([1], 95)).toThrow(RangeError);
    expect(() => percentile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe('summarise', () => {
  it('gives the usual percentiles with the greatest value', () => {
    const sample = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(summarise(sample)).toEqual({ count: 200, p50: 100, p95: 190, p99: 198, max: 200 });
  });

  it('counts nothing in an empty sample', () => {
    expect(summarise([])).toEqual({ count: 0, p50: null, p95: null, p99: null, max: null });
  });
});
