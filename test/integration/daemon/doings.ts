import type { WorldMessage } from '../../simulator/telegram/world-types.js';
import type { Town, Townsman } from '../../support/town.js';

export const FORGES = ['gitlab', 'github'] as const;
export type ForgeName = (typeof FORGES)[number];

/** One person in the middle of doing something. */
export interface Doing {
  readonly forge: ForgeName;
  readonly who: Townsman;
  /** Says it to the bot, as far as one press or message before it is done. */
  approach(): Promise<void>;
  /** The press or message that does it. */
  act(): void;
  /** The request that does it. */
  readonly request: { readonly method: string; readonly path: RegExp };
  /** How often it was done, by what the forge remembers. */
  times(): Promise<number>;
  /** Whether what follows on it was done, too, where something does. */
  isWhole?(): Promise<boolean>;
  /** What is true to say after a restart: where the forge's answer was lost, and where it was written down. */
  readonly lost: RegExp;
  readonly told: RegExp;
}

/** A row of these for each forge, one for each person: they are all at it when the daemon is killed. */
export function doings(here: Town): readonly Doing[] {
  return FORGES.flatMap((forge, index) => {
    const [merger, speaker, retrier, approver, reporter] = here.people.slice(index * 5);
    return [
      merging(here, forge, merger!),
      commenting(here, forge, speaker!),
      retrying(here, forge, retrier!),
      approving(here, forge, approver!),
      reporting(here, forge, reporter!),
    ];
  });
}

const PULLS = { gitlab: 'merge_requests', github: 'pulls' } as const;

function open(
  here: Town,
  forge: ForgeName,
  who: Townsman,
): { readonly number: number; readonly url: string } {
  return here.worlds[forge].openMergeRequest(here.projects[forge], {
    author: here.colleague,
    title: `For ${who.login}`,
  });
}

/** Asks the forge itself, as this person. */
async function read(here: Town, forge: ForgeName, who: Townsman, path: string): Promise<unknown> {
  const { url } = here.servers[forge];
  const project = here.projects[forge];
  const base =
    forge === 'gitlab'
      ? `${url}/api/v4/projects/${encodeURIComponent(project)}`
      : `${url}/api/v3/repos/${project}`;
  const headers = { authorization: `Bearer ${who.tokens[forge]}` };
  const reply = await fetch(`${base}${path}`, { headers });
  return reply.json();
}

/** A command, and the button of the question that it brings. */
function asking(here: Town, who: Townsman, text: string, button: RegExp): Pick<Doing, 'approach' | 'act'> {
  const { world } = here.telegram;
  const labelOf = ({ buttons }: WorldMessage): string | undefined =>
    buttons.flat().find((one) => button.test(one.text))?.text;
  let question: WorldMessage | null = null;
  return {
    async approach() {
      world.send(who.id, who.id, text);
      question = await world.waitForMessage(who.id, (message) => labelOf(message) !== undefined, {
        timeoutMs: 60_000,
      });
    },
    act() {
      if (question !== null) world.press(who.id, question, labelOf(question) ?? '');
    },
  };
}

/** A command that asks nothing. */
function saying(here: Town, who: Townsman, text: string): Pick<Doing, 'approach' | 'act'> {
  return {
    approach: () => Promise.resolve(),
    act: () => void here.telegram.world.send(who.id, who.id, text),
  };
}

/** On GitHub it takes the branch along, by a request of its own. */
function merging(here: Town, forge: ForgeName, who: Townsman): Doing {
  const { number, url } = open(here, forge, who);
  const { approach, act } = asking(here, who, `/merge ${url}`, /Merge$/);
  const { world } = here.telegram;
  const labels = (): readonly string[] =>
    world.botMessages(who.id).flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));
  return {
    forge,
    who,
    act,
    async approach() {
      await approach();
      const question = world.botMessages(who.id).at(-1);
      if (forge === 'gitlab' || question === undefined) return;
      world.press(who.id, question, '🗑 Delete the branch, too');
      const isTurned = (): boolean => labels().includes('Keep the branch');
      await world.waitFor(isTurned, { what: 'the question to say so', timeoutMs: 60_000 });
    },
    request: { method: 'PUT', path: new RegExp(`/${PULLS[forge]}/${number}/merge`) },
    async times() {
      const one = (await read(here, forge, who, `/${PULLS[forge]}/${number}`)) as Record<string, unknown>;
      return one['state'] === 'merged' || one['merged'] === true ? 1 : 0;
    },
    async isWhole() {
      if (forge === 'gitlab') return true;
      const branch = (await read(here, forge, who, `/git/ref/heads/change-${number}`)) as object;
      return !('ref' in branch);
    },
    lost: /You merged/,
    told: /You merged/,
  };
}

function commenting(here: Town, forge: ForgeName, who: Townsman): Doing {
  const { number, url } = open(here, forge, who);
  const path = forge === 'gitlab' ? `/merge_requests/${number}/notes` : `/issues/${number}/comments`;
  return {
    forge,
    who,
    ...saying(here, who, `/comment ${url} Well done`),
    request: { method: 'POST', path: new RegExp(path) },
    async times() {
      const all = (await read(here, forge, who, path)) as readonly { readonly body: string }[];
      return all.filter(({ body }) => body === 'Well done').length;
    },
    lost: /I was cut off and do not know whether/,
    told: /Sent to/,
  };
}

function retrying(here: Town, forge: ForgeName, who: Townsman): Doing {
  const world = here.worlds[forge];
  const project = here.projects[forge];
  const { id, url } = world.startPipeline(project, { by: who.login, ref: 'main' });
  world.finishPipeline(project, id, 'failed', [{ name: 'unit' }]);
  return {
    forge,
    who,
    ...saying(here, who, `/retry ${url}`),
    request: {
      method: 'POST',
      path: forge === 'gitlab' ? new RegExp(`/pipelines/${id}/retry`) : new RegExp(`/runs/${id}/rerun`),
    },
    async times() {
      if (forge === 'github') {
        const run = (await read(here, forge, who, `/actions/runs/${id}`)) as { readonly run_attempt: number };
        return run.run_attempt - 1;
      }
      const jobs = (await read(here, forge, who, `/pipelines/${id}/jobs?include_retried=true`)) as readonly {
        readonly name: string;
      }[];
      return jobs.filter(({ name }) => name === 'unit').length - 1;
    },
    lost: /runs again/,
    told: /runs again/,
  };
}

function approving(here: Town, forge: ForgeName, who: Townsman): Doing {
  const { number, url } = open(here, forge, who);
  return {
    forge,
    who,
    ...asking(here, who, `/approve ${url}`, /Approve$/),
    request: {
      method: 'POST',
      path: new RegExp(`/${PULLS[forge]}/${number}/${forge === 'gitlab' ? 'approve' : 'reviews'}`),
    },
    async times() {
      if (forge === 'github')
        return ((await read(here, forge, who, `/pulls/${number}/reviews`)) as unknown[]).length;
      const { approved_by: by } = (await read(here, forge, who, `/merge_requests/${number}/approvals`)) as {
        readonly approved_by: unknown[];
      };
      return by.length;
    },
    lost: /You approved/,
    told: /You approved/,
  };
}

function reporting(here: Town, forge: ForgeName, who: Townsman): Doing {
  const title = `Reported by ${who.login}`;
  return {
    forge,
    who,
    ...asking(here, who, `/issue ${here.projects[forge]} ${title}`, /Create$/),
    request: { method: 'POST', path: /\/issues$/ },
    async times() {
      const all = (await read(here, forge, who, '/issues?per_page=100')) as readonly { title: string }[];
      return all.filter((one) => one.title === title).length;
    },
    lost: /I was cut off and do not know whether/,
    told: /Made issue/,
  };
}
