import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import type { MergeabilityState } from '../../../../../src/domain/subjects/mergeability.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, aPull } from '../github-items.js';
import { PULLS, servePulls } from './served-pulls.js';

const COMMITS = `/repos/acme/shop/commits/${'a'.repeat(40)}`;

/** What machines and others do to a pull request that does not move by it, and how many minutes pass after it. */
const STEPS = fc.array(
  fc.record({
    what: fc.constantFrom('pass', 'fail', 'push', 'push a conflict', 'nothing'),
    minutes: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 8 },
);

const github = useLoopbackGithub();

/** A pull request of Alice's whose gates stand as told, each time worked out only after somebody has asked. */
class Gates {
  hasPassed = true;
  isConflicting = false;
  pushes = 0;
  #worked = 0;

  get state(): MergeabilityState {
    if (this.isConflicting) return 'conflict';
    return this.hasPassed ? 'mergeable' : 'blocked';
  }

  do(what: string): void {
    if (what === 'pass' || what === 'fail') this.hasPassed = what === 'pass';
    if (!what.startsWith('push')) return;
    this.isConflicting = what === 'push a conflict';
    this.pushes += 1;
  }

  ask(): object {
    const isKnown = this.#worked === this.pushes;
    this.#worked = this.pushes;
    if (!isKnown) return { mergeable: null, mergeable_state: 'unknown' };
    const state = { mergeable: 'clean', blocked: 'unstable', conflict: 'dirty' }[this.state];
    return { mergeable: !this.isConflicting, mergeable_state: state };
  }
}

it('however checks and pushes to the target follow on one another, what they come to is seen, and each change once', async () => {
  await fc.assert(
    fc.asyncProperty(STEPS, async (steps) => {
      const gates = new Gates();
      const pull = aPull(1, { user: ALICE });
      servePulls(github(), [pull]);
      // Nothing of the pull request tells by its ETag that its gates have changed.
      github().on(`${PULLS}/1`, () => ({ headers: { etag: '"same"' }, body: { ...pull, ...gates.ask() } }));
      github().on(`${COMMITS}/status`, () => ({ body: {} }));
      github().on(`${COMMITS}/check-suites`, () => ({ body: { hasPassed: gates.hasPassed } }));
      github().on('/repos/acme/shop/branches/main', () => ({ body: { sha: gates.pushes } }));
      const poller = new Poller(github(), 'merge-requests');
      const seen: (MergeabilityState | undefined)[] = [];
      const pass = async (minutes: number): Promise<void> => {
        for (let minute = 0; minute < minutes; minute += 1) {
          github().now = new Date(github().now.getTime() + 60_000);
          const { sightings } = await poller.read();
          seen.push(...sightings.map(({ subject }) => (subject as MergeRequest).mergeability?.state));
        }
      };
      await pass(4);

      for (const { what, minutes } of steps) {
        gates.do(what);
        await pass(minutes);
      }
      await pass(3);

      expect(seen.at(-1)).toBe(gates.state);
      expect(seen.filter((state, index) => index > 0 && state === seen[index - 1])).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
