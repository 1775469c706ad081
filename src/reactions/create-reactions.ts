import { setTimeout as delay } from 'node:timers/promises';
import type { PeopleStores } from '../domain/ports/people-store.js';
import { emptyFilter, type MatchRule } from '../domain/watch-filter.js';
import type { Topic } from '../domain/topic.js';
import { toFailure } from './call-failure.js';
import { Enroller, type EnrolDeps, type Enrolment } from './enrol.js';
import { findModules } from './find-modules.js';
import { ModuleHost } from './module-host.js';
import { Reactions } from './reactions.js';
import { createModuleRunner, type RunnerDeps } from './run-module.js';
import { createThrottle, type Throttle } from './throttle.js';
import { wantedFilter } from './wanted-filter.js';

const DROPPED_AT_ONCE = 500;

export interface ReactionSettings extends Omit<Enrolment, 'filter'> {
  readonly directory: string;
  readonly isDryRun: boolean;
  /** All that the processes of modules have of it. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface CreateDeps
  extends
    Pick<RunnerDeps, 'store' | 'actionsOf' | 'openSession' | 'logger' | 'clock'>,
    Pick<EnrolDeps, 'adapters' | 'onFeedsChanged'> {
  readonly stores: PeopleStores;
  readonly definitions: readonly { readonly type: string; readonly topic: Topic }[];
  readonly matches: MatchRule;
  readonly owner: string;
}

/** Wires the reactions; nothing runs yet. Throws `ConfigError` when the directory cannot be read. */
export async function createReactions(settings: ReactionSettings, deps: CreateDeps): Promise<Reactions> {
  const { store, stores, clock, definitions } = deps;
  const { environment } = settings;
  const enroller = new Enroller({ ...deps, reactions: store });
  const throttles = new Map<string, Throttle>();
  const throttleOf = (module: string): Throttle => {
    const throttle = throttles.get(module) ?? createThrottle(clock, (ms) => delay(ms, null, { ref: false }));
    throttles.set(module, throttle);
    return throttle;
  };
  return new Reactions({
    ...deps,
    modules: await findModules(settings.directory),
    hostOf: (module) => new ModuleHost({ module, environment, logger: deps.logger, toFailure }),
    runModule: createModuleRunner({
      ...deps,
      accounts: stores.accounts,
      notices: stores.notices,
      records: stores.actions,
      throttleOf,
      isDryRun: settings.isDryRun,
    }),
    enrol: (modules) => {
      const handlers = modules.flatMap((module) => module.handlers);
      return enroller.enrol({ ...settings, filter: wantedFilter(handlers, definitions) });
    },
  });
}

/** There are reactions no more: nothing is watched for them, and what they were owed is dropped. */
export async function withdrawReactions(deps: CreateDeps): Promise<void> {
  const { store, clock } = deps;
  const enroller = new Enroller({ ...deps, reactions: store });
  await enroller.enrol({ accounts: [], projects: [], filter: emptyFilter('participating') });
  while ((await store.distribute(DROPPED_AT_ONCE, () => [], clock())) === DROPPED_AT_ONCE);
}
