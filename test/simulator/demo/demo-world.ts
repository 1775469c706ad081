import type { SimServer } from '../core/sim-server.js';
import type { ForgeWorld, WorldProject } from '../forge-world.js';

export const ME = 'alice';
export const BOB = 'bob';
export const CAROL = 'carol';

/** The page of the wiki. */
export const SETUP = 'Set up';

/** A workflow that is run by hand, with an input of each kind. */
export const DEPLOY = `name: Deploy
on:
  workflow_dispatch:
    inputs:
      target:
        description: Where to?
        type: choice
        options: [staging, production]
        required: true
      dry-run:
        description: Only say what would be done
        type: boolean
        default: false
      note:
        description: What it is for
        type: string
`;

export function setupGuide(version: number): string {
  return `# Set up\n\nInstall Node ${version}.\nRun \`npm ci\`.\nRun \`npm test\`.\n`;
}

/** One forge of the demo, and what the panel's next click is about. */
export interface DemoForge {
  readonly kind: 'gitlab' | 'github';
  readonly name: string;
  readonly url: string;
  readonly world: ForgeWorld;
  readonly server: SimServer;
  readonly project: WorldProject;
  token: string;
  isTokenRevoked: boolean;
  /** Mine, open. */
  myMergeRequest: number | null;
  /** Mine, and closed: it can be opened again. */
  closedMergeRequest: number | null;
  /** Bob's, on which the panel asks me for a review. */
  theirMergeRequest: number | null;
  /** Mine to do, open. */
  issue: number | null;
  runningPipeline: number | null;
  /** What ended last, for a retry. */
  lastPipeline: number | null;
  /** What I said last on my merge request, for replies. */
  myComment: string | null;
  /** Writes what reporters never see; `null` where the forge has no such notes. */
  readonly noteInternally: ((number: number, text: string) => void) | null;
  /** Ends what the panel broke; `null` while all is well. */
  mend: (() => void) | null;
  counter: number;
}

/** With all that can be told. */
export function addToken(kind: DemoForge['kind'], world: ForgeWorld): string {
  return world.addToken(ME, kind === 'github' ? { scopes: ['notifications', 'read:packages', 'repo'] } : {});
}

/** What a person finds to put on an issue. */
const LABELS = ['bug', 'performance', 'search'];

/** Three people, one project with a past, one open merge request of mine. */
export function seedForge(
  kind: DemoForge['kind'],
  running: { readonly world: ForgeWorld; readonly server: SimServer; readonly url: string },
): DemoForge {
  const { world } = running;
  world.addUser(ME, 'Alice');
  world.addUser(BOB, 'Bob Marsh');
  world.addUser(CAROL, 'Carol Reyes');
  const path = kind === 'gitlab' ? 'acme/storefront' : 'acme/rocket';
  const project = world.addProject(path, { members: [ME, BOB, CAROL], isPrivate: true });
  world.writeWikiPage(path, { by: BOB, title: SETUP, text: setupGuide(20) });
  for (const outcome of ['success', 'success', 'failed', 'success'] as const) {
    const pipeline = world.startPipeline(path, { by: BOB, ref: 'main' });
    world.finishPipeline(
      path,
      pipeline.id,
      outcome,
      outcome === 'failed' ? [{ name: 'lint', stage: 'test' }] : [],
    );
  }
  const mine = world.openMergeRequest(path, {
    author: ME,
    title: kind === 'gitlab' ? 'Remember the cart between visits' : 'Retry the upload when the network drops',
    sourceBranch: 'alice/first',
    reviewers: [CAROL],
  });
  for (const label of LABELS) world.addLabel(path, mine.number, label, ME);
  return {
    kind,
    name: kind === 'gitlab' ? 'GitLab' : 'GitHub',
    url: running.url,
    world,
    server: running.server,
    project,
    token: addToken(kind, world),
    isTokenRevoked: false,
    myMergeRequest: mine.number,
    closedMergeRequest: null,
    theirMergeRequest: null,
    issue: null,
    runningPipeline: null,
    lastPipeline: null,
    myComment: null,
    noteInternally: null,
    mend: null,
    counter: 0,
  };
}
