import type { ForgeActions, Workflow } from '../../domain/ports/forge-actions.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { PhraseParams } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { OfferedRef, PlacedDraft } from './draft.js';
import { untaken, without } from './variables.js';

/** The way to one forge with the token of whoever runs it. */
export interface Way {
  readonly actions: Pick<ForgeActions, 'listBranches' | 'listTags' | 'listWorkflows'>;
  readonly session: ForgeSession;
}

/** What is shown next, and what is said above it. */
export interface Step {
  readonly draft: PlacedDraft;
  readonly note: { readonly key: TextKey; readonly params: PhraseParams } | null;
}

/** Reads what the draft still needs: it is shown as a card once project, workflow and ref are known. */
export async function nextStep(way: Way, draft: PlacedDraft): Promise<Step> {
  if (draft.place.forge.kind === 'github') return nextOnGithub(way, draft);
  return draft.ref === null ? offerBranches(way, draft) : { draft: { ...draft, view: 'card' }, note: null };
}

export async function offerBranches(way: Way, draft: PlacedDraft, note: Step['note'] = null): Promise<Step> {
  const names = await way.actions.listBranches(way.session, draft.place.project, '');
  return { draft: offering(draft, 'branches', asRefs(names, false)), note };
}

export async function offerTags(way: Way, draft: PlacedDraft): Promise<Step> {
  const names = await way.actions.listTags(way.session, draft.place.project, '');
  return { draft: offering(draft, 'tags', asRefs(names, true)), note: null };
}

/** Takes the branch or tag of just that name, and offers those that are like it where there is none. */
export async function findRef({ actions, session }: Way, draft: PlacedDraft, search: string): Promise<Step> {
  const { project } = draft.place;
  const [branches, tags] = await Promise.all([
    actions.listBranches(session, project, search),
    actions.listTags(session, project, search),
  ]);
  if (branches.includes(search) || tags.includes(search)) {
    return nextStep({ actions, session }, { ...draft, ref: search });
  }
  const found = [...asRefs(branches, false), ...asRefs(tags, true)];
  return { draft: { ...offering(draft, 'found', found), search }, note: null };
}

function offering(
  draft: PlacedDraft,
  listed: PlacedDraft['listed'],
  refs: readonly OfferedRef[],
): PlacedDraft {
  return { ...draft, refs, listed, search: '', page: 0, view: 'refs' };
}

function asRefs(names: readonly string[], isTag: boolean): readonly OfferedRef[] {
  return names.map((name) => ({ name, isTag }));
}

/** The workflow comes first: which ones there are, and their inputs, is read on the ref where that is known. */
async function nextOnGithub(way: Way, draft: PlacedDraft): Promise<Step> {
  const read = await withWorkflows(way, draft);
  const { workflows, workflowsOn } = read;
  if (draft.wanted !== null) return lookFor(way, read, draft.wanted);
  const ref = workflowsOn ?? '';
  if (workflows.length === 0) {
    const params = { ref: { text: ref, style: 'code' }, project: draft.place.project.path } as const;
    return offerBranches(way, { ...read, ref: null }, { key: 'run.no-workflow', params });
  }
  const chosen = draft.workflow;
  const workflow = workflows.find(({ id }) => id === chosen?.id) ?? null;
  if (workflow === null && chosen !== null) {
    const params = { workflow: chosen.name, ref: { text: ref, style: 'code' } } as const;
    return { draft: { ...read, workflow, view: 'workflows' }, note: { key: 'run.not-on-ref', params } };
  }
  const [only, ...others] = workflows;
  const taken = workflow ?? (others.length === 0 ? (only ?? null) : null);
  if (taken === null) return { draft: { ...read, view: 'workflows' }, note: null };
  return withInputs(way, { ...read, workflow: taken }, taken);
}

async function withWorkflows({ actions, session }: Way, draft: PlacedDraft): Promise<PlacedDraft> {
  const { project } = draft.place;
  const ref =
    draft.ref ?? project.defaultBranch ?? (await actions.listBranches(session, project, ''))[0] ?? 'main';
  if (draft.workflowsOn === ref) return draft;
  return { ...draft, workflows: await actions.listWorkflows(session, project, ref), workflowsOn: ref };
}

/** `deploy@main` names a workflow and a ref; where there is no workflow of that name, it is a ref as a whole. */
function lookFor(
  way: Way,
  draft: PlacedDraft,
  { name, orRef }: NonNullable<PlacedDraft['wanted']>,
): Promise<Step> {
  const workflow = draft.workflows.find((one) => plain(one.name) === plain(name)) ?? null;
  const ref = workflow === null ? (orRef ?? draft.ref) : draft.ref;
  return nextOnGithub(way, { ...draft, wanted: null, workflow, ref });
}

/** As one would write it: `Deploy to live` is `deploy-to-live`. */
function plain(name: Workflow['name']): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}

/** What the workflow does not take is left out, and said. */
async function withInputs(way: Way, draft: PlacedDraft, { name, inputs }: Workflow): Promise<Step> {
  const odd = untaken(inputs, draft.variables);
  const variables = odd.reduce(without, draft.variables);
  const note =
    odd.length === 0
      ? null
      : ({ key: 'run.not-taken', params: { workflow: name, names: odd.join(', ') } } as const);
  if (draft.ref === null) return offerBranches(way, { ...draft, variables }, note);
  return { draft: { ...draft, variables, view: 'card' }, note };
}
