import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noImplicitReturns: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  paths: { 'forgewatch/reactions': [resolve('src/reactions/public.ts')] },
};

/** Of the libraries and ours, which are the same for all modules. */
const known = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a module that somebody writes. */
function faultsOf(name: string, source: string): readonly string[] {
  const path = resolve('examples/reactions', name);
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.getSourceFile = (file, language, ...rest) => {
    if (file === path) return ts.createSourceFile(file, source, language);
    if (!known.has(file)) known.set(file, getSourceFile(file, language, ...rest));
    return known.get(file);
  };
  const program = ts.createProgram([path], OPTIONS, host);
  const file = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => `${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

const HANDLER = "/** @type {import('forgewatch/reactions').Handler<'issue.opened'>} */";

/** Handlers as they are written in JavaScript. */
const IN_JAVASCRIPT = `
${HANDLER} function nothing(event, forge) { void forge.close(event.subject); }
${HANDLER} function early(event, forge) { if (event.attempt > 1) return; void forge.close(event.subject); }
${HANDLER} function perhaps(event, forge) { if (event.attempt > 1) return; return forge.close(event.subject); }
${HANDLER} function number(event) { return event.attempt; }
${HANDLER} async function later(event, forge) { await forge.close(event.subject); }
${HANDLER} const arrow = (event, forge) => forge.close(event.subject);
/** @type {import('forgewatch/reactions').Register} */
export default function register(on) {
  for (const handler of [nothing, early, perhaps, number, later, arrow]) on('issue.opened', handler);
}`;

const IN_TYPESCRIPT = `
import type { Handler, Register } from 'forgewatch/reactions';
const number: Handler<'issue.opened'> = ({ subject }) => subject.title.length;
const nothing: Handler<'issue.opened'> = function () {};
const anything: Handler = (event): unknown => event;
const reactions: Register = (on) => {
  const seen: string[] = [];
  for (const handler of [number, nothing]) on('issue.opened', handler);
  on('*', anything);
  on('issue.opened', ({ subject }) => seen.push(subject.title));
  on('comment.*', { project: ['acme/*'] }, ({ subject }, forge) => forge.comment(subject.on, 'seen'));
};
export default reactions;`;

describe('the types of modules', () => {
  it('fit what the page shows', async () => {
    const page = await readFile('docs/reactions.md', 'utf8');
    const samples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, sample = '']) => sample);

    expect(samples.length).toBeGreaterThan(0);
    for (const [index, sample] of samples.entries()) expect(faultsOf(`page-${index}.ts`, sample)).toEqual([]);
  });

  it('fit the example in JavaScript', async () => {
    const source = await readFile('examples/reactions/label-by-path.js', 'utf8');

    expect(faultsOf('label.js', source)).toEqual([]);
  });

  it.each([
    ['handlers.js', IN_JAVASCRIPT],
    ['handlers.ts', IN_TYPESCRIPT],
  ])('take handlers that answer anything, or nothing: %s', (name, source) => {
    expect(faultsOf(name, source)).toEqual([]);
  });

  it.each([
    ['an event that is not there', "on('issue.open', () => 1)"],
    ['a field that is not there', "on('issue.opened', { lable: 'bug' }, () => 1)"],
    ['what another subject has', "on('issue.opened', ({ subject }) => subject.headSha)"],
  ])('refuse %s', (_what, line) => {
    const source = `import type { On } from 'forgewatch/reactions'; export default (on: On) => { ${line}; };`;

    expect(faultsOf('wrong.ts', source)).not.toEqual([]);
  });
});
