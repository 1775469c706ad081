import { act } from '../actions/act.js';
import { create } from '../actions/create.js';
import { actionNamed } from '../actions/index.js';
import type { OpenAccount } from '../domain/account.js';
import { headOf, type Look } from '../domain/actions/look.js';
import type { Receipt } from '../domain/actions/order.js';
import { sayFailure, type FailureCode } from '../domain/actions/say-failure.js';
import { ForgeError } from '../domain/errors.js';
import type { Person } from '../domain/forge.js';
import type { Logger } from '../domain/logger.js';
import type { ActionStore } from '../domain/ports/action-store.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeAdapter, ForgeSession } from '../domain/ports/forge-adapter.js';
import type { Project } from '../domain/project.js';
import { type Clock, SECOND } from '../domain/time.js';
import { createGithubAdapter } from '../forges/github/adapter.js';
import { createGitlabAdapter } from '../forges/gitlab/adapter.js';
import { openFetch } from '../proxy/open-fetch.js';
import { chooseForge, type ChosenForge, type Environment } from './choose-forge.js';
import { chooseWorkflow } from './choose-workflow.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.js';
import type { Deed, IssueWish, PipelineWish, Wish } from './wish.js';
import { sayLeftOut } from './say-left-out.js';
import { WishFault } from './wish-fault.js';

/** The world outside of a command. */
export interface Surroundings {
  readonly env: Environment;
  readonly readInput: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly clock: Clock;
}

export type Result =
  | { readonly kind: 'done'; readonly receipt: Receipt; readonly headSha: string | null }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly sentence: string };

/** A command's requests may take this long altogether. */
const LIMIT_MS = 60 * SECOND;

const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
};

/** A command stands alone: what was done before it is not its business. */
const NO_RECORDS: ActionStore = {
  begin: () => Promise.resolve({ kind: 'begun', id: '' }),
  finish: () => Promise.resolve(),
  note: () => Promise.resolve(),
  find: () => Promise.resolve(null),
  listOpen: () => Promise.resolve([]),
  history: () => Promise.resolve([]),
};

interface Ground {
  readonly adapter: ForgeAdapter & { readonly actions: ForgeActions };
  readonly session: ForgeSession;
  readonly account: OpenAccount;
  readonly project: Project;
  readonly around: Surroundings;
}

/** Does one thing to a forge through the same guard as the bot, and says in the exit code how that went. */
export async function runWish(wish: Wish, around: Surroundings): Promise<ExitCode> {
  const chosen = chooseForge(wish, around.env);
  if (typeof chosen === 'string') {
    around.err(`${chosen}\n`);
    return EXIT.usage;
  }
  const result = await fulfil(wish, chosen, around);
  const action = actionOf(wish);
  if (result.kind === 'failed') {
    const { code, sentence } = result;
    if (wish.isJson) around.out(`${JSON.stringify({ result: code, action, sentence })}\n`);
    else around.err(`${sentence}\n`);
    return exitCodeOf(code);
  }
  const { receipt, headSha } = result;
  const head = headSha === null ? {} : { headSha };
  if (wish.isJson) around.out(`${JSON.stringify({ result: 'done', action, ...head, ...receipt })}\n`);
  else {
    around.out(`${['Done.', receipt.url, headSha].filter((part) => part !== null).join(' ')}\n`);
    around.err(sayLeftOut(receipt));
  }
  return EXIT.done;
}

function actionOf(wish: Wish): string {
  if (wish.kind === 'deed') return wish.action;
  return wish.kind === 'issue' ? 'create-issue' : 'run-pipeline';
}

async function fulfil(wish: Wish, chosen: ChosenForge, around: Surroundings): Promise<Result> {
  try {
    const ground = await enter(chosen, around);
    if (ground === null) return failed('not-found');
    if (wish.kind === 'deed') return await doDeed(ground, wish);
    return await make(
      ground,
      wish.kind === 'issue' ? await issueOrder(ground, wish) : await runOrder(ground, wish),
    );
  } catch (error) {
    if (error instanceof WishFault) return { kind: 'failed', code: error.code, sentence: error.message };
    if (error instanceof ForgeError) return failed(error.code);
    throw error;
  }
}

function failed(code: FailureCode, words: string | null = null): Result {
  const sentence = words === null ? sayFailure(code) : `${sayFailure(code)} ${words}`;
  return { kind: 'failed', code, sentence };
}

async function enter(
  { forge, secret, project: name, proxies }: ChosenForge,
  around: Surroundings,
): Promise<Ground | null> {
  const fetch = await openFetch(proxies);
  const adapter =
    forge.kind === 'gitlab'
      ? createGitlabAdapter({ logger: SILENT, fetch })
      : createGithubAdapter({ logger: SILENT, fetch });
  const gate = { admit: () => Promise.resolve(), report: () => undefined };
  const session = { forge, secret, gate, signal: AbortSignal.timeout(LIMIT_MS) };
  const { user, token } = await adapter.identify(session);
  const project = await adapter.findProject(session, name);
  if (project === null) return null;
  const linkedAt = around.clock();
  const account = { id: '', personId: '', forge, user, token, state: 'active' as const, linkedAt, secret };
  return { adapter, session, account, project, around };
}

async function doDeed(ground: Ground, wish: Deed): Promise<Result> {
  const definition = actionNamed(wish.action);
  if (definition === null) return failed('unsupported');
  const { adapter, session, account, project, around } = ground;
  const text = await textOf(wish.text, around);
  const person = wish.login === undefined ? undefined : await personNamed(ground, wish.login);
  const { label, method } = wish;
  const outcome = await act(
    { records: NO_RECORDS, logger: SILENT, clock: around.clock },
    { actions: adapter.actions, session },
    {
      requestKey: '',
      person: { id: '', name: '' },
      account,
      project,
      target: wish.target,
      definition,
      input: {
        ...(text === undefined ? {} : { text }),
        ...(person === undefined ? {} : { person }),
        ...(label === undefined ? {} : { label }),
        ...(method === undefined ? {} : { method }),
      },
      shownSha: wish.sha,
      isConfirmed: true,
      isPublic: false,
    },
  );
  switch (outcome.kind) {
    case 'done':
      return {
        kind: 'done',
        receipt: outcome.receipt,
        headSha: pinnedHead(definition.isPinned, outcome.look),
      };
    case 'refused':
      return failed(outcome.code, outcome.words);
    case 'failed':
      return failed(outcome.error.code);
    case 'unsure':
      return failed('unsure');
    case 'busy':
    case 'confirm':
      return failed('busy');
  }
}

/** Of what is done to a head commit. */
function pinnedHead(isPinned: boolean | undefined, look: Look | null): string | null {
  return isPinned === true && look !== null ? headOf(look) : null;
}

async function textOf(text: string | undefined, around: Surroundings): Promise<string | undefined> {
  if (text !== '-') return text;
  const words = (await around.readInput()).trimEnd();
  if (words === '') throw new WishFault('invalid', 'There is nothing on standard input to say.');
  return words;
}

async function personNamed({ adapter, session, project }: Ground, typed: string): Promise<Person> {
  const login = typed.replace(/^@/, '');
  const found = await adapter.actions.listMembers(session, project, login);
  const person = found.find((one) => one.login.toLowerCase() === login.toLowerCase());
  if (person === undefined)
    throw new WishFault('not-found', `There is nobody called ${login} in the project.`);
  return person;
}

async function issueOrder(ground: Ground, { title, text, labels, logins, isConfidential }: IssueWish) {
  const assignees: Person[] = [];
  for (const login of logins) assignees.push(await personNamed(ground, login));
  const words = (await textOf(text, ground.around)) ?? '';
  return { action: 'create-issue' as const, title, text: words, labels, assignees, isConfidential };
}

async function runOrder(ground: Ground, { ref, workflow, variables }: PipelineWish) {
  const on = ref ?? ground.project.defaultBranch ?? 'main';
  const workflowId = await workflowOf(ground, on, workflow);
  return { action: 'run-pipeline' as const, ref: on, workflowId, variables };
}

async function workflowOf(
  { adapter, session, project, account }: Ground,
  ref: string,
  workflow: string | null,
): Promise<string | null> {
  if (account.forge.kind === 'gitlab') {
    if (workflow === null) return null;
    throw new WishFault('unsupported', 'GitLab has no workflows: leave --workflow out.');
  }
  if (workflow !== null && /^\d+$/.test(workflow)) return workflow;
  return chooseWorkflow(await adapter.actions.listWorkflows(session, project, ref), workflow, ref);
}

async function make(
  { adapter, session, account, project, around }: Ground,
  order: Awaited<ReturnType<typeof issueOrder | typeof runOrder>>,
): Promise<Result> {
  const outcome = await create(
    { records: NO_RECORDS, logger: SILENT, clock: around.clock },
    { actions: adapter.actions, session },
    { requestKey: '', person: { id: '', name: '' }, account, project, order },
  );
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', receipt: outcome.receipt, headSha: null };
    case 'refused':
      return failed(outcome.code, outcome.words);
    case 'failed':
      return failed(outcome.error.code);
    case 'unsure':
      return failed('unsure');
    case 'spent':
      return failed('busy');
  }
}
