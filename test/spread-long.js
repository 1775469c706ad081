import Sequencer from '@jest/test-sequencer';

/** These start daemons and browsers, and mostly wait; the longest first. */
const LONG = [
  '/test/e2e/',
  '/test/integration/daemon/',
  '/test/integration/reactions/',
  '/test/integration/desk/',
  '/test/integration/tail/',
];

/**
 * The long ones begin early, so that none is left alone at the end, and stand among the others, which keep the
 * processor busy meanwhile.
 */
export default class SpreadLong extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const long = LONG.flatMap((folder) => sorted.filter(({ path }) => path.includes(folder)));
    const short = sorted.filter((test) => !long.includes(test));
    const each = Math.max(1, Math.floor((short.length * 0.7) / Math.max(1, long.length)));
    const spread = long.flatMap((test, index) => [test, ...short.slice(index * each, (index + 1) * each)]);
    return [...spread, ...short.slice(long.length * each)];
  }
}
