import { expect, it } from '@jest/globals';
import type { Order } from '../../../src/domain/actions/order.js';
import type { Project } from '../../../src/domain/project.js';
import type { TokenOptions } from '../../simulator/forge-world.js';
import { ACTOR, ASKED, OWNER } from './offer-scenes.js';
import { readTable } from './offer-table.js';
import { openBench, type OpenSide } from './open-bench.js';
import type { Typed } from './told.js';

/** What is done by typing alone. */
type TypedAction = 'create-issue' | 'run-pipeline' | 'run-with-values' | 'edit-comment';

export interface TypedExpectations {
  readonly roles: readonly string[];
  /** Columns: states of a project, or of what was commented on. */
  readonly tables: readonly string[];
  /** Brings a project into the state of a column; left out: a plain one. */
  readonly projects: Readonly<Record<string, (path: string) => void>>;
  /** What is run with `/run`, after the project. */
  readonly ref: string;
  readonly tokens: readonly {
    readonly what: string;
    readonly token: TokenOptions;
    readonly does: readonly TypedAction[];
  }[];
}

const TIME_LIMIT_MS = 60_000;
/** Where the tokens are tried. */
const PLAIN = {
  'create-issue': 'project',
  'run-pipeline': 'project',
  'run-with-values': 'project',
  'edit-comment': 'open',
} as const;
const ALL = ['create-issue', 'run-pipeline', 'run-with-values', 'edit-comment'] as const;

/** From its least role on it is done and can be seen; below it is told why not, and the forge refuses the order itself. */
export function describeTyped(
  open: OpenSide,
  { roles, tables, projects, ref, tokens }: TypedExpectations,
): void {
  const top = roles.at(-1) ?? '';
  const columns = new Map(tables.flatMap((table) => [...readTable(table, roles)]));
  const scene = openBench(open);

  function addProject(name: string, state: string): Project {
    const project = scene.side.addProject(`${OWNER}/${name}`, [OWNER, ACTOR, ASKED]);
    scene.side.setRole(project.path, ACTOR, top);
    projects[state]?.(project.path);
    return project;
  }

  async function orderOf(action: TypedAction, project: Project): Promise<Order> {
    if (action === 'create-issue') {
      const plain = { text: '', labels: [], assignees: [], isConfidential: false };
      return { action, title: 'It breaks', ...plain };
    }
    const { actions } = scene.side.adapter;
    const [workflow] = await actions.listWorkflows(scene.side.session(OWNER), project, 'main');
    const variables: Readonly<Record<string, string>> = action === 'run-with-values' ? { note: 'x' } : {};
    return { action: 'run-pipeline', ref: 'main', workflowId: workflow?.id ?? null, variables };
  }

  function type(action: TypedAction, project: Project): Promise<Typed> {
    if (action === 'create-issue') return scene.bench.type(`/issue ${project.url} It breaks`, ['Create']);
    const values = action === 'run-with-values' ? ' note=x' : '';
    return scene.bench.type(`/run ${project.url} ${ref}${values}`, ['Run', 'Run']);
  }

  /** The forge shows what was made. */
  async function isThere(action: TypedAction, project: Project, { made }: Typed): Promise<boolean> {
    if (made === null) return false;
    const target =
      action === 'create-issue'
        ? ({ kind: 'issue', number: made } as const)
        : ({ kind: 'pipeline', id: made } as const);
    return (
      (await scene.side.adapter.actions.lookAt(scene.side.session(OWNER), project, target)).kind ===
      target.kind
    );
  }

  /** What goes against the table, or against the forge; `null`: nothing. */
  async function trouble(action: TypedAction, project: Project, isFine: boolean): Promise<string | null> {
    const typed = await type(action, project);
    const told = `${action}: ${typed.result}, ${typed.said}`;
    if (isFine) return typed.result === 'done' && (await isThere(action, project, typed)) ? null : told;
    const isArchived = project.path.includes('/archived-');
    if (isArchived && !/is archived|cannot find/.test(typed.said)) return told;
    const truth = await scene.bench.perform(project, await orderOf(action, project));
    return typed.result !== 'done' && typed.made === null && typed.said !== '' && truth !== 'done'
      ? null
      : told;
  }

  /** Commented with every right, and changed with what is left of it. */
  async function troubleEditing(
    { name, state }: { readonly name: string; readonly state: string },
    restrict: (project: Project) => Promise<void> | void,
    isFine: boolean,
  ): Promise<string | null> {
    const project = addProject(name, state);
    const stage = scene.stages[state];
    if (stage === undefined) throw new Error(`Nothing is ever ${state}.`);
    const told = await scene.bench.tell(project, stage, OWNER);
    const change = await scene.bench.comment(told, 'Loks good');
    await restrict(project);
    const { result, said } = await change('Looks good');
    const { target } = told;
    if (target.kind === 'pipeline') throw new Error('Nobody comments on it.');
    const on = { on: target.kind, number: target.number } as const;
    const page = await scene.side.adapter.actions.listComments(scene.side.session(OWNER), project, on, 1);
    const isChanged = page.comments.some(({ body }) => body === 'Looks good');
    return (result === 'done') === isFine && isChanged === isFine && said !== ''
      ? null
      : `${result}, ${said}`;
  }

  async function troubleOf(
    action: TypedAction,
    where: { readonly name: string; readonly state: string },
    restrict: (project: Project) => Promise<void> | void,
    isFine: boolean,
  ): Promise<string | null> {
    if (action === 'edit-comment') return troubleEditing(where, restrict, isFine);
    const project = addProject(where.name, where.state);
    await restrict(project);
    return trouble(action, project, isFine);
  }

  it.each([...columns.keys()])(
    'is done from the least role on, and told why not below: %s',
    async (state) => {
      const found: string[] = [];
      for (const [action, { others }] of columns.get(state) ?? []) {
        const least = others === null ? roles.length : roles.indexOf(others);
        for (const [index, role] of roles.entries()) {
          const where = { name: `${state}-${action}-${role}`, state };
          const lower = ({ path }: Project): void => scene.side.setRole(path, ACTOR, role);
          const odd = await troubleOf(action as TypedAction, where, lower, index >= least);
          if (odd !== null) found.push(`${role}: ${odd}`);
        }
      }
      expect(found).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it.each(tokens)(
    'with a token that $what, does: $does',
    async ({ what, token, does }) => {
      const found: string[] = [];
      for (const action of ALL) {
        await scene.bench.link();
        const where = { name: `${what}-${action}`.replaceAll(' ', '-'), state: PLAIN[action] };
        const odd = await troubleOf(action, where, () => scene.bench.link(token), does.includes(action));
        if (odd !== null) found.push(odd);
      }
      expect(found).toEqual([]);
    },
    TIME_LIMIT_MS,
  );
}
