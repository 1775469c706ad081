import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../simulator/core/faults.js';
import { countFeeds } from '../support/count-feeds.js';
import { countBaselines } from '../support/daemon-metrics.js';
import type { DaemonRun } from '../support/daemon-run.js';
import type { Town, Townsman } from '../support/town.js';
import { waitUntil } from '../support/wait-until.js';

const STEP_LIMIT_MS = 60_000;
/** Knows the bot by name and is not on its list. */
export const STRANGER = 9_001;
const FORGES = ['gitlab', 'github'] as const;

export const letters = (length: number): string => randomBytes(length).toString('hex').slice(0, length);

/** Everything secret that was said to the daemon besides what the town itself knows. */
export class Scene {
  readonly secrets: string[];
  readonly town: Town;
  readonly run: DaemonRun;
  /** Requests to a host that no daemon of the town may ask. */
  readonly strayRequests: string[] = [];

  /** Where the daemon serves its metrics. */
  readonly port: number;

  constructor(
    here: Town,
    daemon: { readonly run: DaemonRun; readonly port: number },
    more: readonly string[],
  ) {
    this.town = here;
    this.run = daemon.run;
    this.port = daemon.port;
    this.secrets = [...here.secrets, ...more];
  }

  /** A token that exists nowhere else, of the form that a forge gives to its own. */
  invent(form: 'gitlab' | 'github' | 'none'): string {
    const token = { gitlab: `glpat-${letters(20)}`, github: `ghp_${letters(36)}`, none: letters(24) }[form];
    this.secrets.push(token);
    return token;
  }

  say(person: Townsman, text: string, answer: RegExp): Promise<unknown> {
    return this.town.ask(person, text, answer);
  }

  /** Says something in any chat and waits for a new message of the bot there. */
  async sayIn(chatId: number, personId: number, text: string, answer: RegExp): Promise<void> {
    const { world } = this.town.telegram;
    const { id } = world.send(personId, chatId, text);
    await world.waitForMessage(chatId, (message) => message.id > id && answer.test(message.text), {
      timeoutMs: STEP_LIMIT_MS,
    });
  }
}

/** Ways in which a careless server gives a request's token back. */
function echoesOf(token: string, elsewhere: string): readonly Fault[] {
  const headers = { 'x-request-token': token, 'www-authenticate': `Bearer error="${token}"` };
  const address = `${elsewhere}/login?private_token=${encodeURIComponent(token)}`;
  const json = (status: number, body: unknown): Fault => ({
    kind: 'status',
    status,
    headers,
    body: JSON.stringify(body),
    contentType: 'application/json',
  });
  return [
    json(500, { message: `cannot handle PRIVATE-TOKEN: ${token}` }),
    json(403, { message: { token: [`${token} may not do that`] }, error: token }),
    json(422, { error: 'invalid', error_description: `Bearer ${token} is too long` }),
    json(200, [{ id: token, iid: token, status: token }, token]),
    json(200, { token }),
    { kind: 'status', status: 400, headers, body: `bad token ${token}`, contentType: 'text/plain' },
    { kind: 'status', status: 502, headers, body: `<html>${token}</html>`, contentType: 'text/html' },
    { kind: 'status', status: 302, headers: { ...headers, location: address } },
  ];
}

/** Feeds and commands of the only person on a forge meet every echo. */
async function echoTokens(
  scene: Scene,
  { forge, person, elsewhere }: { forge: (typeof FORGES)[number]; person: Townsman; elsewhere: string },
): Promise<void> {
  const token = person.tokens[forge];
  const { faults, log, url } = scene.town.servers[forge];
  await link(scene, person, forge);
  const echoes = echoesOf(token, elsewhere);
  for (const fault of echoes) {
    const mend = faults.add({ path: /\/(?:user|personal_access_tokens\/self)$/, fault });
    await scene.say(person, `/token ${token}`, /./);
    mend();
  }
  for (const fault of echoes.slice(0, 4)) {
    const mend = faults.add({ path: /\/(?:projects|repos)\//, fault });
    await scene.say(person, `/watch ${url}/acme/${letters(6)}`, /./);
    mend();
  }
  const feeds = [/\/(?:todos|notifications)\?/, /\/(?:events|pulls)\?/, /\/(?:pipelines|runs)\?/, /./];
  const mends = feeds.map((path, index) => faults.add({ path, fault: echoes[index]! }));
  log.clear();
  await waitUntil(
    () => feeds.slice(1, 3).every((path) => log.entries.some(({ url: asked }) => path.test(asked))),
    `the feeds of ${forge} to meet an echo`,
    STEP_LIMIT_MS,
  );
  for (const mend of mends) mend();
}

async function link(scene: Scene, person: Townsman, forge: (typeof FORGES)[number]): Promise<void> {
  await scene.say(person, `/token ${person.tokens[forge]}`, /Linked!/);
  await scene.say(person, `/watch ${scene.town.projects[forge]}`, /I watch/);
}

/** Every way to hand over a token wrongly. */
async function mistakeTokens(scene: Scene, person: Townsman): Promise<void> {
  const { world } = scene.town.telegram;
  const { gitlab, github } = scene.town.servers;
  const typo = `${person.tokens.gitlab.slice(0, -1)}_`;
  scene.secrets.push(typo);
  await scene.say(person, `/token ${scene.invent('gitlab')}`, /does not accept this token/);
  await scene.say(person, scene.invent('github'), /does not accept this token/);
  await scene.say(person, `/token ${typo}`, /does not accept this token/);
  await scene.say(person, person.tokens.gitlab.slice(1), /did not understand/);
  await scene.say(person, `/token ${github.url} ${scene.invent('gitlab')}`, /not of the kind/);
  await scene.say(person, `/token https://evil.example.com ${scene.invent('none')}`, /may not talk to that/);
  await scene.say(person, `/token one two ${scene.invent('none')}`, /does not look like a token/);
  const inLink = `${gitlab.url.replace('//', `//oauth2:${person.tokens.gitlab}@`)}/acme/shop`;
  await scene.say(person, `/watch ${inLink}`, /held a token/);
  await scene.say(person, `/mute ${scene.invent('github')} 1h`, /held a token/);
  const place = world.send(person.id, person.id, '/help');
  world.edit(person.id, place, `/help ${person.tokens.github}`);
  await world.waitForMessage(person.id, /message that you changed/, { timeoutMs: STEP_LIMIT_MS });
}

/** Tokens whose form tells nothing: one waits for a choice for good, the other is chosen and refused. */
async function leaveTokensPending(scene: Scene, person: Townsman): Promise<void> {
  const { world } = scene.town.telegram;
  await scene.say(person, `/token ${scene.invent('none')}`, /Where does this token belong/);
  const question = await scene.town.ask(
    person,
    `/token ${scene.invent('none')}`,
    /Where does this token belong/,
  );
  world.press(person.id, question, question.buttons[0]?.[0]?.text ?? '');
  await world.waitFor(
    () => /does not accept/.test(world.messages(person.id).find(({ id }) => id === question.id)?.text ?? ''),
    {
      what: 'the chosen forge to refuse the token',
      timeoutMs: STEP_LIMIT_MS,
    },
  );
}

/** In groups with and without the right to delete, by a stranger, and where Telegram does not delete. */
async function exposeTokens(scene: Scene, person: Townsman): Promise<void> {
  const { world, server } = scene.town.telegram;
  const open = world.addGroup({ title: 'Open', members: [person.id], bot: 'administrator' });
  const closed = world.addGroup({ title: 'Closed', members: [person.id], bot: 'member' });
  await scene.sayIn(open.id, person.id, `look: ${person.tokens.gitlab}`, /deleted a token from this group/);
  await scene.sayIn(closed.id, person.id, `/token ${person.tokens.github}`, /There is a token in this group/);
  await scene.sayIn(STRANGER, STRANGER, `/token ${scene.invent('gitlab')}`, /private/);
  await scene.sayIn(STRANGER, STRANGER, scene.invent('github'), /private/);
  server.faults.add({
    path: /\/deleteMessage$/i,
    fault: { kind: 'status', status: 500, body: `error at /bot${scene.town.telegram.token}/deleteMessage` },
    times: 1,
  });
  await scene.say(person, `/token ${person.tokens.gitlab}`, /could not delete your message/);
}

/** Telegram's own failures, which quote the address with the bot's token. */
async function troubleTelegram(scene: Scene, person: Townsman): Promise<void> {
  const { worlds, projects, telegram } = scene.town;
  const quoted = `https://api.telegram.org/bot${telegram.token}/sendMessage`;
  const troubles: readonly Fault[] = [
    { kind: 'reset' },
    { kind: 'status', status: 502, body: `<html>${quoted}</html>`, contentType: 'text/html' },
    { kind: 'truncate' },
    {
      kind: 'status',
      status: 500,
      body: JSON.stringify({ ok: false, error_code: 500, description: `Internal error at ${quoted}` }),
      contentType: 'application/json',
    },
  ];
  for (const fault of troubles) {
    telegram.server.faults.add({ path: /\/sendMessage$/i, fault, times: 1 });
  }
  // Few, because the pauses between polls grow.
  for (const fault of troubles.slice(2)) {
    telegram.server.faults.add({ path: /\/getUpdates$/i, fault, times: 1 });
  }
  // The first read of a feed is silent. Three of the accounts are GitLab's and two GitHub's.
  const feeds = 3 * countFeeds('gitlab') + 2 * countFeeds('github');
  await waitUntil(
    async () => (await countBaselines(scene.port)) >= feeds,
    'the first read of every feed',
    STEP_LIMIT_MS,
  );
  const { id } = worlds.gitlab.startPipeline(projects.gitlab, { by: person.login, ref: 'leaky' });
  worlds.gitlab.finishPipeline(projects.gitlab, id, 'failed');
  await telegram.world.waitForMessage(person.id, /failed on leaky/, { timeoutMs: 2 * STEP_LIMIT_MS });
}

/** Tokens that end while they are in use, a person who leaves, and one who comes with a new token. */
async function endTokens(scene: Scene, [staying, leaving]: readonly [Townsman, Townsman]): Promise<void> {
  const { worlds, telegram } = scene.town;
  for (const forge of FORGES) worlds[forge].revokeToken(staying.tokens[forge]);
  await telegram.world.waitFor(
    () =>
      telegram.world.botMessages(staying.id).filter(({ text }) => /refuses the token of/.test(text)).length >=
      2,
    { what: 'both refusals', timeoutMs: STEP_LIMIT_MS },
  );
  for (const forge of FORGES) {
    const renewed = worlds[forge].addToken(staying.login);
    scene.secrets.push(renewed);
    await scene.say(staying, renewed, /new token of/);
  }
  const question = await scene.town.ask(leaving, '/forget', /cannot be undone/);
  telegram.world.press(leaving.id, question, 'Delete everything');
  await telegram.world.waitForMessage(leaving.id, /^Deleted/, { timeoutMs: STEP_LIMIT_MS });
}

/** Everything that people, forges and Telegram do to make a daemon talk. */
export async function live(scene: Scene): Promise<void> {
  const elsewhere = createServer((request, response) => {
    scene.strayRequests.push(request.url ?? '');
    response.end('[]');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const [first, second, third, fourth] = scene.town.people as readonly [
    Townsman,
    Townsman,
    Townsman,
    Townsman,
  ];
  try {
    const host = `http://127.0.0.1:${port}`;
    await Promise.all([
      echoTokens(scene, { forge: 'gitlab', person: first, elsewhere: host }),
      echoTokens(scene, { forge: 'github', person: second, elsewhere: host }),
    ]);
    await link(scene, third, 'gitlab');
    await link(scene, third, 'github');
    await mistakeTokens(scene, third);
    await leaveTokensPending(scene, third);
    await exposeTokens(scene, fourth);
    await scene.say(fourth, `/watch ${scene.town.projects.gitlab}`, /I watch/);
    await troubleTelegram(scene, fourth);
    await endTokens(scene, [third, fourth]);
  } finally {
    elsewhere.close();
  }
}
