import type { Clock } from '../../../src/domain/time.js';

/** The demo runs in real time. */
export const systemClock: Clock = () => new Date();
