import Sequencer from '@jest/test-sequencer';

/** These start daemons and browsers. One that began last would keep one worker busy alone. */
const LONG = [
  '/test/e2e/',
  '/test/integration/daemon/',
  '/test/integration/reactions/',
  '/test/integration/tail/',
];

export default class LongFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((folder) => path.includes(folder));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
