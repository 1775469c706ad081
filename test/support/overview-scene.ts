import type { Account } from '../../src/domain/account.js';
import type { MergeRequest } from '../../src/domain/subjects/merge-request.js';
import type { Pipeline } from '../../src/domain/subjects/pipeline.js';
import { DAY } from '../../src/domain/time.js';
import { ALICE, ALICE_TOKEN, BotFixture, GITHUB, GITHUB_TOKEN, type Shown } from './bot-fixture.js';
import { aMergeRequest, CAROL } from './builders.js';
import { project } from './fake-forge.js';

export const APP = project('11', 'group/app');
export const SITE = project('7', 'octo/site', 'https://github.com/octo/site');

type Kind = Account['forge']['kind'];

/** Alice before the bot, and what her accounts have seen of merge requests. */
export class OverviewScene {
  readonly world: BotFixture;

  private constructor(world: BotFixture) {
    this.world = world;
  }

  static async start(): Promise<OverviewScene> {
    return new OverviewScene(await BotFixture.start());
  }

  /** She watches `group/app` of GitLab. */
  async moveIn(): Promise<void> {
    await this.world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
    await this.world.say(ALICE, '/watch group/app');
  }

  /** She watches `octo/site` of GitHub, to whose team `web` she belongs. */
  async moveOn(): Promise<void> {
    const facts = { groups: ['octo/web', 'other/ops'] };
    this.world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'octo-alice', projects: [SITE], facts });
    await this.world.say(ALICE, `/token ${GITHUB_TOKEN}`);
    await this.world.say(ALICE, '/watch octo/site');
  }

  account(kind: Kind = 'gitlab'): Account {
    return [...this.world.stores.accountRows.values()].find(({ forge }) => forge.kind === kind)!;
  }

  ago(ms: number): string {
    return new Date(this.world.now.getTime() - ms).toISOString();
  }

  /** One of Carol's, opened three days ago, unless `over` says otherwise. */
  see(over: Partial<MergeRequest>, pipeline: Pipeline | null = null, kind: Kind = 'gitlab'): MergeRequest {
    const { mergeRequestRows } = this.world.stores;
    const id = String(900 + mergeRequestRows.length);
    const mergeRequest = aMergeRequest({ author: CAROL, id, createdAt: this.ago(3 * DAY), ...over });
    const at = { accountId: this.account(kind).id, project: kind === 'gitlab' ? APP : SITE };
    mergeRequestRows.push({ mergeRequest, pipeline, ...at });
    return mergeRequest;
  }

  seeOnGithub(over: Partial<MergeRequest>): MergeRequest {
    return this.see(over, null, 'github');
  }
}

export function linesOf(shown: Shown | undefined): readonly string[] {
  return shown?.text.split('\n') ?? [];
}
