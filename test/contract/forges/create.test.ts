import { describe, expect, it } from '@jest/globals';
import {
  create,
  type Creation,
  type CreationOutcome,
  type CreationWay,
} from '../../../src/actions/create.js';
import type { Project } from '../../../src/domain/project.js';
import { anAccount, aTokenFacts, NOON } from '../../support/builders.js';
import { FakeActionStore } from '../../support/fake-action-store.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { useActionBench } from './github/action-bench.js';
import { startActionsBench } from './gitlab/actions-bench.js';

const ISSUE: Creation['order'] = {
  action: 'create-issue',
  title: 'Leak',
  text: 'It drips.',
  labels: [],
  assignees: [],
  isConfidential: false,
};

/** Draws something up once, and asks for it as often as it is called. */
function drafting(way: CreationWay, project: Project, order = ISSUE): () => Promise<CreationOutcome> {
  const deps = { records: new FakeActionStore(), logger: createMemoryLogger(), clock: () => NOON };
  const { forge, secret } = way.session;
  return () =>
    create(deps, way, {
      requestKey: 'draft',
      person: { id: '42', name: 'Bob' },
      account: anAccount({ forge, secret, token: aTokenFacts({ canWrite: true }) }),
      project,
      order,
    });
}

describe('a drafted issue on GitLab', () => {
  it.each([
    [null, { kind: 'done', receipt: { id: '1' } }],
    [{ path: /\/issues$/, fault: { kind: 'truncate' } } as const, { kind: 'unsure' }],
  ])('is made once, also when asked for twice, with %j in the way', async (fault, outcome) => {
    const bench = await startActionsBench();
    try {
      const { actions, session, project } = bench.as('bob');
      if (fault !== null) bench.server.faults.add(fault);
      const make = drafting({ actions, session }, project);

      expect(await make()).toMatchObject(outcome);
      bench.server.faults.clear();
      expect(await make()).toMatchObject(outcome);

      const { json } = await bench.ask('/projects/team%2Fapp/issues');
      expect(json).toMatchObject([{ title: 'Leak', author: { username: 'bob' } }]);
    } finally {
      await bench.close();
    }
  });
});

describe('a drafted issue on GitHub', () => {
  const bench = useActionBench();
  const make = (): (() => Promise<CreationOutcome>) => {
    const { adapter, project } = bench();
    return drafting({ actions: adapter.actions, session: bench().session('bob') }, project);
  };

  it('is made once, also when asked for twice', async () => {
    const once = make();

    expect(await once()).toMatchObject({ kind: 'done' });
    expect(await once()).toMatchObject({ kind: 'done' });
    expect(bench().writes()).toHaveLength(1);
  });

  it('is unsure, and not made again, when the answer is lost', async () => {
    bench().spoil({ method: 'POST', path: /\/issues$/, fault: { kind: 'truncate' } });
    const once = make();

    expect(await once()).toEqual({ kind: 'unsure' });
    expect(await once()).toEqual({ kind: 'unsure' });
    expect(bench().writes()).toHaveLength(1);
  });

  it('is refused where the repository has its issues turned off', async () => {
    const body = JSON.stringify({ message: 'Issues has been disabled in this repository.' });
    const fault = { kind: 'status', status: 410, contentType: 'application/json', body } as const;
    bench().spoil({ method: 'POST', path: /\/issues$/, fault });

    expect(await make()()).toMatchObject({ kind: 'refused', code: 'unsupported' });
  });
});

const RUN: Creation['order'] = {
  action: 'run-pipeline',
  ref: 'main',
  workflowId: null,
  variables: { A: '1' },
};

describe('a drafted pipeline on GitLab', () => {
  it.each([
    [null, { kind: 'done', receipt: { id: expect.stringMatching(/^\d+$/) } }],
    [{ path: /\/pipeline$/, fault: { kind: 'truncate' } } as const, { kind: 'unsure' }],
  ])('is run once, also when asked for twice, with %j in the way', async (fault, outcome) => {
    const bench = await startActionsBench();
    try {
      const { actions, session, project } = bench.as('bob');
      if (fault !== null) bench.server.faults.add(fault);
      const run = drafting({ actions, session }, project, RUN);

      expect(await run()).toMatchObject(outcome);
      bench.server.faults.clear();
      expect(await run()).toMatchObject(outcome);

      const { json } = await bench.ask('/projects/team%2Fapp/pipelines?source=api');
      expect(json).toHaveLength(1);
    } finally {
      await bench.close();
    }
  });
});

describe('a drafted workflow on GitHub', () => {
  const bench = useActionBench();
  const file = 'on: { workflow_dispatch: { inputs: { A: { type: choice, options: ["1"] } } } }';
  const run = (value: string): (() => Promise<CreationOutcome>) => {
    const { adapter, project, world } = bench();
    const workflowId = world.writeWorkflow(project.path, 'Deploy', file);
    const way = { actions: adapter.actions, session: bench().session('bob') };
    return drafting(way, project, { ...RUN, workflowId, variables: { A: value } });
  };

  it('is run once, also when asked for twice', async () => {
    const once = run('1');

    expect(await once()).toMatchObject({ kind: 'done' });
    expect(await once()).toMatchObject({ kind: 'done' });
    expect(bench().writes()).toHaveLength(1);
  });

  it('is unsure, and not run again, when the answer is lost', async () => {
    bench().spoil({ method: 'POST', path: /dispatches/, fault: { kind: 'truncate' } });
    const once = run('1');

    expect(await once()).toEqual({ kind: 'unsure' });
    expect(await once()).toEqual({ kind: 'unsure' });
    expect(bench().writes()).toHaveLength(1);
  });

  it('is refused in GitHub’s words, without the value that it quotes', async () => {
    expect(await run('hunter2')()).toMatchObject({
      kind: 'refused',
      code: 'invalid',
      words: expect.stringMatching(/Provided value '…' for input 'A'/),
    });
  });
});
