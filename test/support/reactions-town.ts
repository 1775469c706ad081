import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FeedKind } from '../../src/domain/feed.js';
import type { DaemonRun } from './daemon-run.js';
import { startTown, type Settings, type Town } from './town.js';
import { systemClock } from '../simulator/demo/system-clock.js';
import { waitUntil } from './wait-until.js';

type Side = 'gitlab' | 'github';

/** A town whose operator has code of their own, which sees and acts with the operator's accounts. */
export interface ReactionsTown {
  readonly town: Town;
  /** Settings of a daemon with the reactions. */
  readonly settings: Settings;
  /** Writes a module; `source` is its text. */
  write(name: string, source: string): Promise<void>;
  /** Takes over one of `examples/reactions`. */
  copyExample(name: string): Promise<void>;
  /** Links both accounts of the operator and waits until the first reads are over. */
  moveIn(...runs: readonly DaemonRun[]): Promise<void>;
  /** What was said on an issue or a merge request, by whom. */
  said(side: Side, kind: 'issue' | 'merge-request', number: number): Promise<readonly Said[]>;
  labels(side: Side, number: number): Promise<readonly string[]>;
}

export interface Said {
  readonly by: string;
  readonly text: string;
}

/** `hears`: the feeds of a project whose events the modules handle. */
export async function startReactionsTown(hears: readonly FeedKind[] = ['issues']): Promise<ReactionsTown> {
  const town = await startTown({ clock: systemClock, people: 1 });
  const directory = join(town.directory, 'reactions');
  await mkdir(directory);
  const operator = town.people[0]!;
  const urls = { gitlab: town.servers.gitlab.url, github: town.servers.github.url };
  const reader = { gitlab: town.worlds.gitlab.addToken('bob'), github: town.worlds.github.addToken('bob') };
  const ask = async (side: Side, path: string): Promise<unknown> => {
    const [base, headers] =
      side === 'gitlab'
        ? [`${urls.gitlab}/api/v4/projects/acme%2Fshop`, { 'private-token': reader.gitlab }]
        : [`${urls.github}/api/v3/repos/acme/tools`, { authorization: `Bearer ${reader.github}` }];
    const answer = await fetch(`${base}${path}`, { headers: headers as Record<string, string> });
    return answer.json();
  };
  return {
    town,
    settings: {
      REACTIONS_DIR: directory,
      REACTIONS_ACCOUNT: `${operator.login}@${urls.gitlab},${operator.login}@${urls.github}`,
      REACTIONS_PROJECTS: `${urls.gitlab}/acme/shop,${urls.github}/acme/tools`,
    },
    write: (name, source) => writeFile(join(directory, name), source),
    copyExample: (name) => cp(resolve('examples/reactions', name), join(directory, name)),
    async moveIn(...runs) {
      const output = (): string => runs.map((run) => run.output.slice(-2_000)).join('\n');
      await waitUntil(() => town.telegram.world.isPolled, 'a daemon', 150_000, output);
      for (const token of Object.values(operator.tokens))
        await town.ask(operator, `/token ${token}`, /Linked!/);
      await waitUntil(
        () => runs.flatMap((run) => run.logged('reactions watch a project')).length >= 2,
        'the projects of the reactions',
        60_000,
        output,
      );
      const isRead = (side: Side, feed: string): boolean =>
        runs
          .flatMap((run) => run.logged('first read of a feed kept'))
          .some((line) => line.feed === feed && line.projectId !== null && line.forge === urls[side]);
      await waitUntil(
        () => hears.every((feed) => isRead('gitlab', feed) && isRead('github', feed)),
        'the first reads',
        120_000,
        output,
      );
    },
    async said(side, kind, number) {
      const folder = side === 'github' || kind === 'issue' ? 'issues' : 'merge_requests';
      const words = side === 'gitlab' ? 'notes?sort=asc' : 'comments';
      const list = (await ask(side, `/${folder}/${number}/${words}`)) as readonly {
        body: string;
        system?: boolean;
        author?: { username: string };
        user?: { login: string };
      }[];
      return list
        .filter(({ system }) => system !== true)
        .map(({ body, author, user }) => ({ by: author?.username ?? user?.login ?? '', text: body }));
    },
    async labels(side, number) {
      const folder = side === 'gitlab' ? 'merge_requests' : 'issues';
      const { labels } = (await ask(side, `/${folder}/${number}`)) as {
        labels: readonly (string | { name: string })[];
      };
      return labels.map((label) => (typeof label === 'string' ? label : label.name));
    },
  };
}
