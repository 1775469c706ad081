import Sequencer from '@jest/test-sequencer';

/** These start daemons and browsers, and mostly wait. */
const LONG = [
  '/test/e2e/',
  '/test/integration/daemon/',
  '/test/integration/reactions/',
  '/test/integration/desk/',
  '/test/integration/tail/',
];

/** Alone it takes as long as a third of all. */
const LONGEST = '/test/e2e/demo.test.ts';

/**
 * The long ones begin early, so that none is left alone at the end, and stand among the others, which keep the
 * processor busy meanwhile.
 */
export default class SpreadLong extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((folder) => path.includes(folder));
    const sorted = super.sort(tests);
    const [long, short] = [sorted.filter(isLong), sorted.filter((test) => !isLong(test))];
    const isLongest = ({ path }) => path.endsWith(LONGEST);
    long.sort((one, other) => Number(isLongest(other)) - Number(isLongest(one)));
    const each = Math.max(1, Math.floor((short.length * 0.7) / Math.max(1, long.length)));
    const spread = long.flatMap((test, index) => [test, ...short.slice(index * each, (index + 1) * each)]);
    return [...spread, ...short.slice(long.length * each)];
  }
}
