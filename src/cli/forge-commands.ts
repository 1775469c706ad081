import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander';
import type { MergeMethod, Target } from '../domain/actions/look.js';
import { EXIT } from './exit-code.js';
import type { Deed, Place, Wish } from './wish.js';

type Run = (wish: Wish) => Promise<void>;
type Exit = (code: number) => void;

interface Options {
  readonly gitlab?: string;
  readonly github?: string;
  readonly json?: true;
  readonly text?: string;
  readonly label?: readonly string[];
  readonly assignee?: readonly string[];
  readonly title?: string;
  readonly confidential?: true;
  readonly method?: MergeMethod;
  readonly sha?: string;
  readonly ref?: string;
  readonly workflow?: string;
  readonly variable?: Readonly<Record<string, string>>;
}

const HELP = `
The token is read from GITLAB_TOKEN or GITHUB_TOKEN. A text of - is read from standard input.
Exit codes: 0 done, 2 wrong usage, 3 refused, 65 not taken, 66 not found, 69 no answer, 75 later, 77 not allowed.`;

/** `forgewatch issue`, `forgewatch mr` and `forgewatch pipeline`, whose work is loaded when it is asked for. */
export function createForgeCommands(run: Run, exit: Exit): readonly Command[] {
  return [issueCommand(run, exit), mergeRequestCommand(run, exit), pipelineCommand(run, exit)];
}

/** What belongs to it ends likewise. */
function group(name: string, description: string, exit: Exit): Command {
  return new Command(name)
    .description(description)
    .addHelpText('afterAll', HELP)
    .exitOverride((error: CommanderError) => exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));
}

function issueCommand(run: Run, exit: Exit): Command {
  const issue = group('issue', 'create, comment, close, reopen, label or assign an issue', exit);
  withPlace(issue.command('create').description('open a new issue'))
    .argument('<project>', PROJECT)
    .requiredOption('--title <text>', 'its title', toWords)
    .option('--text <text>', 'its description; - reads standard input')
    .option('--label <name>', 'a label; several are possible', collect)
    .option('--assignee <login>', 'who is to do it; several are possible', collect)
    .option('--confidential', 'only members of the project can read it (GitLab)')
    .action((project: string, options: Options) =>
      run({
        ...placeOf(project, options),
        kind: 'issue',
        title: options.title ?? '',
        text: options.text ?? '',
        labels: options.label ?? [],
        logins: options.assignee ?? [],
        isConfidential: options.confidential === true,
      }),
    );
  for (const action of TALK)
    deed(issue, { action, numbered: NUMBER, run, target: (number) => ({ kind: 'issue', number }) });
  return issue;
}

function mergeRequestCommand(run: Run, exit: Exit): Command {
  const mergeRequest = group(
    'mr',
    'comment, approve, merge, close, reopen or label a merge or pull request',
    exit,
  );
  const target = (number: string): Target => ({ kind: 'merge-request', number });
  for (const action of [...TALK, 'ask-review', 'approve', 'unapprove', 'merge'])
    deed(mergeRequest, { action, numbered: NUMBER, run, target });
  return mergeRequest;
}

function pipelineCommand(run: Run, exit: Exit): Command {
  const pipeline = group('pipeline', 'run, retry, rerun or cancel a pipeline or workflow run', exit);
  withPlace(pipeline.command('run').description('start a new one'))
    .argument('<project>', PROJECT)
    .option('--ref <branch>', 'what it runs on; the default branch otherwise')
    .option('--workflow <name>', 'which workflow, where there are several; its number will do (GitHub)')
    .option('--variable <name=value>', 'a variable or input; several are possible', collectPair)
    .action((project: string, { ref, workflow, variable, ...options }: Options) =>
      run({
        ...placeOf(project, options),
        kind: 'pipeline',
        ref: ref ?? null,
        workflow: workflow ?? null,
        variables: variable ?? {},
      }),
    );
  for (const action of ['retry', 'rerun', 'cancel'])
    deed(pipeline, { action, numbered: PIPELINE_ID, run, target: (id) => ({ kind: 'pipeline', id }) });
  return pipeline;
}

const PROJECT = 'group/app, its address, or its number';
const TALK = ['comment', 'close', 'reopen', 'label', 'assign'];

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  comment: 'say something',
  close: 'close it',
  reopen: 'reopen it',
  label: 'put a label on it',
  assign: 'assign it to somebody',
  'ask-review': 'ask somebody for a review',
  approve: 'approve it',
  unapprove: 'take an approval back',
  merge: 'merge it, if its gates are open',
  retry: 'run what failed again',
  rerun: 'run all of it again (GitHub)',
  cancel: 'stop it',
};

const NUMBER = { flag: '<number>', description: 'its number' };
const PIPELINE_ID = { flag: '<id>', description: 'the number in its address' };

interface DeedOf {
  readonly action: string;
  readonly numbered: typeof NUMBER;
  readonly run: Run;
  readonly target: (number: string) => Target;
}

function deed(parent: Command, { action, numbered, run, target }: DeedOf): void {
  const command = withPlace(parent.command(action).description(DESCRIPTIONS[action] ?? ''))
    .argument('<project>', PROJECT)
    .argument(numbered.flag, numbered.description, toNumber);
  if (action === 'comment')
    command.requiredOption('--text <text>', 'what is said; - reads standard input', toWords);
  if (action === 'label') command.requiredOption('--label <name>', 'the label', toOnly);
  if (action === 'assign' || action === 'ask-review')
    command.requiredOption('--assignee <login>', 'who', toOnly);
  if (action === 'approve' || action === 'merge')
    command.option(
      '--sha <commit>',
      'only if this is its head; otherwise the head just before is taken',
      toCommit,
    );
  if (action === 'merge')
    command.addOption(
      new Option('--method <name>', 'how').choices(['merge', 'squash', 'rebase'] satisfies MergeMethod[]),
    );
  command.action((project: string, number: string, options: Options) =>
    run({ ...placeOf(project, options), ...deedOf(action, target(number), options) }),
  );
}

function deedOf(action: string, target: Target, { text, label, assignee, method, sha }: Options): Deed {
  const [name] = label ?? [];
  const [login] = assignee ?? [];
  return {
    kind: 'deed',
    action,
    target,
    sha: sha ?? null,
    ...(text === undefined ? {} : { text }),
    ...(name === undefined ? {} : { label: name }),
    ...(login === undefined ? {} : { login }),
    ...(method === undefined ? {} : { method }),
  };
}

function withPlace(command: Command): Command {
  return command
    .option('--gitlab <url>', 'a GitLab instance other than https://gitlab.com')
    .option('--github <url>', 'a GitHub instance other than https://github.com')
    .option('--json', 'one JSON object on standard output');
}

function placeOf(project: string, { gitlab, github, json }: Options): Place {
  return { project, gitlab: gitlab ?? null, github: github ?? null, isJson: json === true };
}

function collect(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, toWords(value)];
}

function toOnly(value: string, others: readonly string[] = []): readonly string[] {
  if (others.length > 0) throw new InvalidArgumentError('It can be given once.');
  return [toWords(value)];
}

function toWords(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

function collectPair(
  pair: string,
  others: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must look like NAME=value.');
  return { ...others, [pair.slice(0, at)]: pair.slice(at + 1) };
}

function toNumber(text: string): string {
  if (!/^\d{1,20}$/.test(text)) throw new InvalidArgumentError('It must be a number, such as 12.');
  return text;
}

/** The beginning of one may be that of another, too. */
function toCommit(text: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text))
    throw new InvalidArgumentError('It must be a whole commit id: 40 digits from 0 to f.');
  return text.toLowerCase();
}
