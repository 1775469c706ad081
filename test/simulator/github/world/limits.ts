import type { RateLimits, SecondaryAnswer } from '../http/rate-limit.js';
import type { Moves, Scene } from './scene.js';

/** What a person may still ask. */
export function limitMoves(
  scene: Scene,
  limits: RateLimits,
): Moves<'limitSecondary' | 'exhaustRateLimit' | 'rateLimitUsed'> {
  return {
    limitSecondary(login: string, answer: SecondaryAnswer = {}, times = 1): void {
      limits.orderSecondary(scene.user(login), answer, times);
    },

    exhaustRateLimit(login: string): void {
      limits.exhaust(scene.user(login));
    },

    rateLimitUsed(login: string): number {
      return limits.bucketOf(scene.user(login)).used;
    },
  };
}
