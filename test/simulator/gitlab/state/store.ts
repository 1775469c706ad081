import { createHash } from 'node:crypto';
import type { Clock } from '../../../../src/domain/time.js';
import type { Group } from './group-model.js';
import type { Issue } from './issue-model.js';
import type { Job, MergeRequest, Noteable, Pipeline, Project, Todo, Token, User } from './model.js';
import { RecencyList } from './recency-list.js';
import type { Team } from './teams.js';

const TOUCH_INTERVAL_MS = 60_000;

interface ProjectIndex {
  readonly mergeRequests: RecencyList<MergeRequest>;
  readonly pipelines: RecencyList<Pipeline>;
}

/** The state with its indexes: no request walks what it does not answer with. */
export class GitlabStore {
  readonly clock: Clock;
  /** Known once the server listens. */
  baseUrl = '';
  readonly users = new Map<number, User>();
  readonly usersByName = new Map<string, User>();
  readonly tokens = new Map<string, Token>();
  readonly projects = new Map<number, Project>();
  readonly projectsByPath = new Map<string, Project>();
  /** Former paths, in lower case. */
  readonly movedPaths = new Map<string, Project>();
  readonly publicProjects = new Set<Project>();
  /** By path in lower case: those that somebody asked for. */
  readonly groups = new Map<string, Group>();
  /** By path in lower case: those that somebody joined. */
  readonly teams = new Map<string, Team>();
  readonly pipelines = new Map<number, Pipeline>();
  readonly jobs = new Map<number, Job>();
  readonly todos = new Map<number, Todo>();
  readonly #indexes = new Map<Project, ProjectIndex>();
  #lastId = 0;
  #lastSha = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock().getTime();
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  nextSha(): string {
    this.#lastSha += 1;
    return createHash('sha1').update(`gitlab ${this.#lastSha}`).digest('hex');
  }

  user(username: string): User {
    const user = this.usersByName.get(username.toLowerCase());
    if (user === undefined) throw new Error(`no user ${username} in the simulated GitLab`);
    return user;
  }

  project(path: string): Project {
    const project = this.projectsByPath.get(path.toLowerCase());
    if (project === undefined) throw new Error(`no project ${path} in the simulated GitLab`);
    return project;
  }

  mergeRequest(path: string, iid: number): MergeRequest {
    const mergeRequest = this.project(path).mergeRequests.get(iid);
    if (mergeRequest === undefined)
      throw new Error(`no merge request ${path}!${iid} in the simulated GitLab`);
    return mergeRequest;
  }

  issue(path: string, iid: number): Issue {
    const issue = this.project(path).issues.get(iid);
    if (issue === undefined) throw new Error(`no issue ${path}#${iid} in the simulated GitLab`);
    return issue;
  }

  pipeline(path: string, id: number): Pipeline {
    const pipeline = this.pipelines.get(id);
    if (pipeline === undefined || pipeline.project !== this.project(path)) {
      throw new Error(`no pipeline ${id} in ${path} in the simulated GitLab`);
    }
    return pipeline;
  }

  touch(on: Noteable): void {
    if (on.type === 'MergeRequest') this.touchMergeRequest(on);
    else on.updatedAt = this.now();
  }

  /**
   * Not within a minute of the last time, whatever moved it then (`ThrottledTouch` in
   * https://gitlab.com/gitlab-org/gitlab/-/blob/master/app/models/concerns/throttled_touch.rb).
   */
  touchByNote(on: Noteable): void {
    if (this.now() - on.updatedAt > TOUCH_INTERVAL_MS) this.touch(on);
  }

  touchMergeRequest(mergeRequest: MergeRequest): void {
    mergeRequest.updatedAt = this.now();
    this.#indexOf(mergeRequest.project).mergeRequests.touch(mergeRequest);
  }

  touchPipeline(pipeline: Pipeline): void {
    pipeline.updatedAt = this.now();
    this.#indexOf(pipeline.project).pipelines.touch(pipeline);
  }

  mergeRequestsSince(project: Project, since: number): MergeRequest[] {
    return this.#indexOf(project).mergeRequests.changedSince(since);
  }

  pipelinesSince(project: Project, since: number): Pipeline[] {
    return this.#indexOf(project).pipelines.changedSince(since);
  }

  #indexOf(project: Project): ProjectIndex {
    let index = this.#indexes.get(project);
    if (index === undefined) {
      index = { mergeRequests: new RecencyList(), pipelines: new RecencyList() };
      this.#indexes.set(project, index);
    }
    return index;
  }
}
