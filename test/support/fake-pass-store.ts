import type { PassStore } from '../../src/domain/ports/pass-store.js';

type Pass = Parameters<PassStore['put']>[0];

/** Passes in memory. */
export class FakePassStore implements PassStore {
  readonly rows = new Map<string, Pass>();

  put(pass: Pass) {
    this.rows.set(pass.hash, pass);
    return Promise.resolve();
  }

  find(hash: string, kind: Pass['kind'], now: Date) {
    const pass = this.rows.get(hash);
    const isGood = pass?.kind === kind && pass.expiresAt > now;
    return Promise.resolve(isGood ? pass.personId : null);
  }

  async take(hash: string, kind: Pass['kind'], now: Date) {
    const personId = await this.find(hash, kind, now);
    if (personId !== null) this.rows.delete(hash);
    return personId;
  }

  revoke(personId: string, kind: Pass['kind'] | null) {
    for (const [hash, pass] of this.rows) {
      if (pass.personId === personId && (kind === null || pass.kind === kind)) this.rows.delete(hash);
    }
    return Promise.resolve();
  }
}
