import type {
  Invite,
  InviteStore,
  KnownStranger,
  StrangerStore,
} from '../../src/domain/ports/access-store.js';
import { DAY } from '../../src/domain/time.js';

/** Those who want in, in memory. */
export class FakeStrangerStore implements StrangerStore {
  readonly rows = new Map<string, KnownStranger & { readonly askedAt: Date }>();

  note(stranger: Parameters<StrangerStore['note']>[0], now: Date): ReturnType<StrangerStore['note']> {
    const known = this.rows.get(stranger.id);
    if (known?.isDenied === true) return Promise.resolve('denied');
    if (known !== undefined && now.getTime() - known.askedAt.getTime() < DAY)
      return Promise.resolve('waiting');
    const { id, name, language } = stranger;
    this.rows.set(id, { id, name, language, isDenied: false, askedAt: now });
    return Promise.resolve('new');
  }

  find(personId: string): Promise<KnownStranger | null> {
    return Promise.resolve(this.rows.get(personId) ?? null);
  }

  list(): Promise<readonly KnownStranger[]> {
    return Promise.resolve([...this.rows.values()]);
  }

  deny(personId: string): Promise<void> {
    const known = this.rows.get(personId);
    if (known !== undefined) this.rows.set(personId, { ...known, isDenied: true });
    return Promise.resolve();
  }

  remove(personId: string): Promise<void> {
    this.rows.delete(personId);
    return Promise.resolve();
  }
}

/** Invitations in memory. */
export class FakeInviteStore implements InviteStore {
  readonly rows = new Map<string, Invite>();

  put(invite: Invite): Promise<void> {
    this.rows.set(invite.code, invite);
    return Promise.resolve();
  }

  find(code: string, now: Date): Promise<Invite | null> {
    const invite = this.rows.get(code);
    return Promise.resolve(invite !== undefined && invite.expiresAt > now ? invite : null);
  }

  list(now: Date): Promise<readonly Invite[]> {
    return Promise.resolve([...this.rows.values()].filter(({ expiresAt }) => expiresAt > now).reverse());
  }

  setLetsIn(code: string, letsIn: boolean): Promise<void> {
    const invite = this.rows.get(code);
    if (invite !== undefined) this.rows.set(code, { ...invite, letsIn });
    return Promise.resolve();
  }

  remove(code: string): Promise<void> {
    this.rows.delete(code);
    return Promise.resolve();
  }
}
