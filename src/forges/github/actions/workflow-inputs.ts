import { parse } from 'yaml';
import { z } from 'zod';
import type { RunInput } from '../../../domain/ports/forge-actions.js';

/** As many as GitHub takes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
const MAX_INPUTS = 25;

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const inputSchema = z
  .object({
    description: scalar.nullish().catch(null),
    required: z.boolean().nullish().catch(null),
    default: scalar.nullish().catch(null),
    type: z.string().nullish().catch(null),
    options: z.array(scalar).nullish().catch(null),
  })
  .nullable();

const dispatchSchema = z.object({ inputs: z.record(z.string(), inputSchema).nullish() }).nullish();

const triggersSchema = z.union([
  z.string().transform((name) => ({ [name]: null })),
  z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
  z.record(z.string(), z.unknown()),
]);

const workflowFileSchema = z.object({ on: triggersSchema });

/**
 * What a workflow is run by hand with; `null`: it cannot be, or the file is broken. Aliases that blow a small file up
 * to any size are broken as well: the library counts them.
 */
export function readInputs(text: string): readonly RunInput[] | null {
  const file = workflowFileSchema.safeParse(parseOrNull(text));
  if (!file.success || !Object.hasOwn(file.data.on, 'workflow_dispatch')) return null;
  const dispatch = dispatchSchema.safeParse(file.data.on['workflow_dispatch']);
  if (!dispatch.success) return null;
  return Object.entries(dispatch.data?.inputs ?? {})
    .slice(0, MAX_INPUTS)
    .map(([name, input]) => toInput(name, input));
}

/** In YAML 1.2 `on` is a word like any other; in 1.1 it would be true. `silent` would take broken files for good. */
function parseOrNull(text: string): unknown {
  try {
    return parse(text, { version: '1.2', logLevel: 'error' });
  } catch {
    return null;
  }
}

function toInput(name: string, input: z.infer<typeof inputSchema>): RunInput {
  return {
    name,
    description: input?.description ?? null,
    isRequired: input?.required ?? false,
    default: input?.default ?? null,
    choices: choicesOf(input),
  };
}

function choicesOf(input: z.infer<typeof inputSchema>): readonly string[] | null {
  if (input?.type === 'boolean') return ['true', 'false'];
  const options = input?.type === 'choice' ? (input.options ?? []) : [];
  return options.length === 0 ? null : options;
}
