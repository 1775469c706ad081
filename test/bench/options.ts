import { Command, InvalidArgumentError, Option } from 'commander';
import type { ForgeKind } from '../../src/domain/forge.js';
import { OPEN_LEVELS, type OpenLevel } from '../../src/domain/watch.js';

export const PARTS = ['team', 'idle', 'throughput', 'outbox', 'start', 'timeline'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly people: number;
  readonly projects: number;
  /** Share of the projects in which things happen. */
  readonly active: number;
  /** Happenings an hour, over all projects. */
  readonly happenings: number;
  readonly minutes: number;
  readonly naiveMinutes: number;
  readonly forges: readonly ForgeKind[];
  /** Of the watches of the idle person. */
  readonly level: OpenLevel;
  /** The idle person is a member of none of the projects. */
  readonly outside: boolean;
  readonly seed: number;
  /** Accounts and feeds of each, and seconds measured, of the real-time throughput. */
  readonly accounts: number;
  readonly feeds: number;
  readonly seconds: number;
  /** Of the timeline. */
  readonly events: number;
  /** `null`: the embedded database in a temporary directory. */
  readonly databaseUrl: string | null;
  /** `null`: all, each in a process of its own. */
  readonly only: Part | null;
}

interface Flags extends Omit<BenchOptions, 'forges' | 'databaseUrl' | 'only'> {
  readonly forge: ForgeKind | 'both';
  readonly databaseUrl: string;
  readonly only?: Part;
}

/** Reads the command line; commander answers what it does not understand, and ends the process. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const program = new Command('bench')
    .description('Measures Forgewatch against the simulated GitLab, GitHub and Telegram.')
    .option('--people <count>', 'people of the team', atLeast(1), 50)
    .option('--projects <count>', 'projects that each of them watches', atLeast(1), 20)
    .option('--active <share>', 'share of the projects in which things happen', share, 0.2)
    .option('--happenings <count>', 'things that happen in an hour, in all projects', atLeast(0), 60)
    .option('--minutes <count>', 'simulated minutes of the team', atLeast(1), 60)
    .option('--naive-minutes <count>', 'of these, watched by a naive poller too', atLeast(0), 5)
    .addOption(new Option('--forge <kind>').choices(['gitlab', 'github', 'both']).default('both'))
    .addOption(
      new Option('--level <level>', 'of the watches of the idle person')
        .choices(OPEN_LEVELS)
        .default('participating'),
    )
    .option('--outside', 'the idle person is a member of none of the projects', false)
    .option('--seed <number>', 'what happens is the same for the same seed', atLeast(0), 1)
    .option('--accounts <count>', 'accounts of the throughput part', atLeast(1), 500)
    .option('--feeds <count>', 'feeds of each of them', atLeast(1), 20)
    .option('--seconds <count>', 'real seconds that the throughput part measures', atLeast(1), 65)
    .option('--events <count>', 'events of the timeline part', atLeast(1_000), 1_000_000)
    .option('--database-url <url>', 'PostgreSQL server for a database of its own; empty: embedded', '')
    .addOption(new Option('--only <part>', 'one part, in this process').choices(PARTS));
  const flags = program.parse([...argv], { from: 'user' }).opts<Flags>();
  const { forge, databaseUrl, only, ...rest } = flags;
  return {
    ...rest,
    forges: forge === 'both' ? ['gitlab', 'github'] : [forge],
    databaseUrl: databaseUrl === '' ? null : databaseUrl,
    only: only ?? null,
  };
}

function atLeast(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It is a whole number, ${least} or more.`);
  };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It is a number from 0 to 1.');
}
