import type { Mute } from '../../src/domain/mute.js';
import type { MuteStore } from '../../src/domain/ports/mute-store.js';

/** What chats muted, in memory. */
export class FakeMuteStore implements MuteStore {
  /** By chat and target. */
  readonly rows = new Map<string, Mute>();

  put(chatKey: string, mute: Mute): Promise<void> {
    this.rows.set(`${chatKey} ${mute.target}`, mute);
    return Promise.resolve();
  }

  list(chatKey: string, now: Date): Promise<readonly Mute[]> {
    const own = [...this.rows].filter(([key, { until }]) => key.startsWith(`${chatKey} `) && until > now);
    return Promise.resolve(own.map(([, mute]) => mute));
  }

  end(chatKey: string, target: string): Promise<boolean> {
    return Promise.resolve(this.rows.delete(`${chatKey} ${target}`));
  }

  endAll(chatKey: string): Promise<void> {
    for (const key of this.rows.keys()) if (key.startsWith(`${chatKey} `)) this.rows.delete(key);
    return Promise.resolve();
  }
}
