import { act, type Way } from '../../src/actions/act.js';
import type { Attempt, Outcome } from '../../src/actions/attempt.js';
import { actionNamed } from '../../src/actions/index.js';
import { anAccount, aProject, aTokenFacts, NOON } from './builders.js';
import { FakeActionStore } from './fake-action-store.js';
import { FakeForgeActions } from './fake-forge-actions.js';
import { createMemoryLogger } from './memory-logger.js';

export const HEAD = 'b'.repeat(40);
export const OTHER_HEAD = 'c'.repeat(40);

/** Alice, who acts on a forge that shows what a test puts before it. */
export class ActScene {
  readonly records = new FakeActionStore();
  readonly forge = new FakeForgeActions();
  readonly log = createMemoryLogger();
  now = NOON;

  try(name: string, over: Partial<Attempt> = {}): Promise<Outcome> {
    const definition = actionNamed(name);
    if (definition === null) throw new Error(`no action ${name}`);
    const account = anAccount({ token: aTokenFacts({ canWrite: true }) });
    const { forge, secret } = account;
    const gate = { admit: () => Promise.resolve(), report: () => undefined };
    const way: Way = {
      actions: this.forge,
      session: { forge, secret, gate, signal: new AbortController().signal },
    };
    const attempt: Attempt = {
      requestKey: 'press 1',
      person: { id: '42', name: 'Alice' },
      account,
      project: aProject(),
      target: definition.targets.includes('pipeline')
        ? { kind: 'pipeline', id: '500' }
        : { kind: 'merge-request', number: '12' },
      definition,
      input: {},
      shownSha: HEAD,
      isConfirmed: false,
      isPublic: false,
      ...over,
    };
    return act({ records: this.records, logger: this.log, clock: () => this.now }, way, attempt);
  }
}
