import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeSide } from '../../support/forge-side.js';
import type { Stages } from './offer-scenes.js';
import { OffersBench } from './offers-bench.js';

/** Starts a simulated forge, which is closed with the suite. */
export type OpenSide = (
  clock: ScriptedClock,
) => Promise<{ readonly side: ForgeSide; readonly stages: Stages }>;

interface OpenBench {
  readonly side: ForgeSide;
  readonly stages: Stages;
  readonly bench: OffersBench;
}

/** One forge and one bench for all tests of a suite, there from its first test on. The token is whole again after each. */
export function openBench(open: OpenSide): OpenBench {
  const scene = {} as { -readonly [K in keyof OpenBench]: OpenBench[K] };
  beforeAll(async () => {
    const clock = new ScriptedClock();
    Object.assign(scene, await open(clock));
    scene.bench = await OffersBench.start(scene.side, clock);
  });
  afterAll(async () => {
    await scene.bench.stop();
    await scene.side.close();
  });
  afterEach(() => scene.bench.link());
  return scene;
}
