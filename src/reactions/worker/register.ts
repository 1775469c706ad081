import { nearestOf } from '../../domain/nearest-word.js';
import { isPattern, PATTERNS } from '../event-names.js';
import type { HandlerDescription, MatchField } from '../messages.js';
import { API_VERSION, type Handler, type On, type Options, type Patterns } from '../public.js';

export interface Registered {
  readonly description: HandlerDescription;
  readonly handler: Handler;
}

/** What is wrong with a module, in one sentence for whoever wrote it. */
export class ModuleFault extends Error {
  override readonly name = 'ModuleFault';
}

const FIELDS: readonly MatchField[] = [
  'project',
  'actor',
  'author',
  'branch',
  'label',
  'reviewer',
  'team',
  'path',
  'workflow',
  'job',
  'stage',
  'environment',
];
const OPTION_NAMES = [...FIELDS, 'name', 'timeLimitSeconds'] as const;
const TIME_LIMIT_SECONDS = 30;
const LONGEST_TIME_LIMIT_SECONDS = 300;

/** Calls a module's default export and collects what it registers, in its order. */
export async function register(loaded: Readonly<Record<string, unknown>>): Promise<readonly Registered[]> {
  const { apiVersion = API_VERSION, default: start } = loaded;
  if (apiVersion !== API_VERSION) {
    throw new ModuleFault(
      `it is written for version ${String(apiVersion)} of the reactions, and this is version ${API_VERSION}`,
    );
  }
  if (typeof start !== 'function')
    throw new ModuleFault('it has no default export that is a function: export default (on) => { … }');
  const registered: Registered[] = [];
  const on = (pattern: unknown, second: unknown, third?: unknown): void => {
    const [options, handler] = third === undefined ? [{}, second] : [second, third];
    registered.push(toRegistered(pattern, options, { handler, others: registered }));
  };
  await (start as (on: On) => unknown)(on);
  if (registered.length === 0)
    throw new ModuleFault('it registers no handler: call on(type, handler) in its default export');
  return registered;
}

function toRegistered(
  pattern: unknown,
  options: unknown,
  { handler, others }: { readonly handler: unknown; readonly others: readonly Registered[] },
): Registered {
  const text = String(pattern);
  if (!isPattern(text)) {
    const nearest = nearestOf(text, PATTERNS)?.word ?? '*';
    throw new ModuleFault(`there is no event '${text}': did you mean '${nearest}'?`);
  }
  if (typeof handler !== 'function') throw new ModuleFault(`the handler of '${text}' is not a function`);
  if (typeof options !== 'object' || options === null)
    throw new ModuleFault(`the options of '${text}' are not an object`);
  for (const option of Object.keys(options)) checkOption(option, text);
  const { name = text, timeLimitSeconds = TIME_LIMIT_SECONDS } = options as Options;
  if (!(timeLimitSeconds > 0 && timeLimitSeconds <= LONGEST_TIME_LIMIT_SECONDS))
    throw new ModuleFault(
      `timeLimitSeconds of '${name}' must be more than 0 and at most ${LONGEST_TIME_LIMIT_SECONDS}`,
    );
  const match = matchOf(options);
  const description = { name: uniqueName(name, others), pattern: text, match, timeLimitSeconds };
  return { description, handler: handler as Handler };
}

function checkOption(option: string, pattern: string): void {
  if ((OPTION_NAMES as readonly string[]).includes(option)) return;
  const nearest = nearestOf(option, OPTION_NAMES)?.word ?? 'name';
  throw new ModuleFault(`'${pattern}' cannot be matched on '${option}': did you mean '${nearest}'?`);
}

function matchOf(options: Options): HandlerDescription['match'] {
  const given = FIELDS.flatMap((field) => {
    const patterns: Patterns | undefined = options[field];
    if (patterns === undefined) return [];
    const list = typeof patterns === 'string' ? [patterns] : patterns;
    if (!Array.isArray(list) || list.length === 0 || !list.every((one) => typeof one === 'string'))
      throw new ModuleFault(`'${field}' must be a pattern or a list of patterns`);
    return [[field, list] as const];
  });
  return Object.fromEntries(given);
}

function uniqueName(name: string, others: readonly Registered[]): string {
  const same = others.filter(({ description }) => description.name.replace(/~\d+$/, '') === name);
  return same.length === 0 ? name : `${name}~${same.length + 1}`;
}
