import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { createSteadyClock } from '../../../src/polling/steady-clock.js';
import { NOON } from '../../support/builders.js';
import { createScriptedClock } from '../../support/clock.js';

describe('a steady clock', () => {
  it('shows what the system shows, also after a jump forward', () => {
    const system = createScriptedClock();
    const clock = createSteadyClock(system.now);

    system.advance(DAY);

    expect(clock()).toEqual(system.now());
  });

  it('stands when the system goes back, and goes on from there', () => {
    const system = createScriptedClock();
    const clock = createSteadyClock(system.now);

    system.advance(-HOUR);
    expect(clock()).toEqual(NOON);

    system.advance(MINUTE);
    expect(clock()).toEqual(new Date(NOON.getTime() + MINUTE));
    system.advance(-HOUR);
    system.advance(MINUTE);
    expect(clock()).toEqual(new Date(NOON.getTime() + MINUTE));
  });
});
