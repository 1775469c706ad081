import type { RunInput } from '../../domain/ports/forge-actions.js';
import { tokensIn } from '../find-token.js';
import { splitWords, unquote } from '../quoted-words.js';

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** More of them than these do not fit on buttons. */
export const MOST_VARIABLES = 40;

const NAME = String.raw`[A-Za-z_][\w-]{0,254}`;
const ASSIGNMENT = new RegExp(`^(${NAME})=([\\s\\S]*)$`);
const LOOSE_ASSIGNMENT = new RegExp(`^\\s*(${NAME})\\s*=([\\s\\S]*)$`);
const SECRET_NAME = /token|passw|secret|key|credential/i;

/** By its name, or because it holds a forge's token: never shown, and a message with it does not stay in a private chat. */
export function isSecret({ name, value }: Variable): boolean {
  return SECRET_NAME.test(name) || tokensIn(value).length > 0;
}

/** `/run group/app main KEY=value KEY2="two words"`: variables may stand anywhere. */
export function parseRunCommand(argument: string): {
  readonly words: readonly string[];
  readonly variables: readonly Variable[];
} {
  const words: string[] = [];
  const variables: Variable[] = [];
  for (const word of splitWords(argument)) {
    const variable = parseWith(ASSIGNMENT, word);
    if (variable === null) words.push(unquote(word));
    else variables.push(variable);
  }
  return { words, variables: setAll([], variables) };
}

/** `NAME=value` as a message of its own, or one on each line; `null`: it is none. */
export function parseVariables(text: string): readonly Variable[] | null {
  const lines = text.split('\n').filter((one) => one.trim() !== '');
  const each = lines.map((one) => parseWith(LOOSE_ASSIGNMENT, one));
  if (lines.length > 0 && each.every((one) => one !== null)) return each;
  const whole = parseWith(LOOSE_ASSIGNMENT, text);
  return whole === null ? null : [whole];
}

function parseWith(form: RegExp, text: string): Variable | null {
  const [, name, value] = form.exec(text) ?? [];
  return name === undefined || value === undefined ? null : { name, value: unquote(value.trim()) };
}

/** What was set before stays in its place. */
export function setAll(before: readonly Variable[], given: readonly Variable[]): readonly Variable[] {
  const all = new Map([...before, ...given].map(({ name, value }) => [name, value]));
  return [...all].map(([name, value]) => ({ name, value }));
}

export function without(variables: readonly Variable[], name: string): readonly Variable[] {
  return variables.filter((one) => one.name !== name);
}

/** The names of those that a workflow does not declare, or not with such a value. */
export function untaken(inputs: readonly RunInput[], variables: readonly Variable[]): readonly string[] {
  const isTaken = ({ name, value }: Variable): boolean => {
    const input = inputs.find((one) => one.name === name);
    return input !== undefined && (input.choices?.includes(value) ?? true);
  };
  return variables.filter((one) => !isTaken(one)).map(({ name }) => name);
}

/** Inputs without which the forge would not run it. */
export function missing(inputs: readonly RunInput[], variables: readonly Variable[]): readonly string[] {
  const isSet = (name: string): boolean => variables.some((one) => one.name === name && one.value !== '');
  return inputs
    .filter(({ name, isRequired, default: preset }) => isRequired && (preset ?? '') === '' && !isSet(name))
    .map(({ name }) => name);
}
