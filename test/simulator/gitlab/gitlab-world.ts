import type {
  ForgeWorld,
  JobSeed,
  OpenMergeRequest,
  ProjectOptions,
  StartPipeline,
  TokenOptions,
  WorldMergeRequest,
  WorldPipeline,
  WorldProject,
  WorldUser,
} from '../forge-world.js';
import type { FileChange } from '../core/history.js';
import type { GitlabExtras, GitlabJobSeed, GitlabMoves } from './gitlab-extras.js';
import type { GitlabLimits, RateLimit } from './http/rate-limit.js';
import { mergeRequestUrl } from './render/merge-request.js';
import { pipelineRow } from './render/pipeline.js';
import { addToken, addUser, revokeToken } from './state/accounts.js';
import { addJob, hasEnded, latestJobs } from './state/jobs.js';
import * as mergeRequests from './state/merge-requests.js';
import * as mergePlans from './state/merge-plans.js';
import * as merging from './state/merging.js';
import type { ProjectSettings } from './state/model.js';
import { addNote, findNote } from './state/notes.js';
import * as pipelines from './state/pipelines.js';
import { addMember, addProject, removeMember, renameProject } from './state/projects.js';
import { pushToMergeRequest } from './state/pushes.js';
import * as reviewing from './state/reviewing.js';
import type { GitlabStore } from './state/store.js';

/** Makes things happen on the simulated GitLab, whoever would be allowed to: permissions are asked on the API only. */
export class GitlabWorld implements Omit<ForgeWorld & GitlabExtras, keyof GitlabMoves> {
  readonly #store: GitlabStore;
  readonly #rateLimit: RateLimit;

  constructor(store: GitlabStore, rateLimit: RateLimit) {
    this.#store = store;
    this.#rateLimit = rateLimit;
  }

  addUser(login: string, name = login): WorldUser {
    return addUser(this.#store, login, name);
  }

  addToken(login: string, options: TokenOptions = {}): string {
    return addToken(this.#store, login, options);
  }

  revokeToken(token: string): void {
    revokeToken(this.#store, token);
  }

  addProject(path: string, options: ProjectOptions): WorldProject {
    return addProject(this.#store, path, options);
  }

  removeMember(path: string, login: string): void {
    removeMember(this.#store, this.#store.project(path), this.#store.user(login));
  }

  renameProject(path: string, newPath: string): void {
    renameProject(this.#store, this.#store.project(path), newPath);
  }

  star(path: string, login: string): void {
    this.#store.project(path).stargazers.add(this.#store.user(login));
  }

  openMergeRequest(path: string, options: OpenMergeRequest): WorldMergeRequest {
    const store = this.#store;
    const title = mergeRequests.withoutDraft(options.title);
    const mergeRequest = mergeRequests.openMergeRequest(store, store.project(path), {
      author: store.user(options.author),
      title: options.isDraft === true ? `Draft: ${title}` : options.title,
      description: options.description ?? '',
      sourceBranch: options.sourceBranch ?? null,
      files: options.files ?? [],
      reviewers: (options.reviewers ?? []).map((login) => store.user(login)),
      assignees: (options.assignees ?? []).map((login) => store.user(login)),
    });
    return { id: mergeRequest.id, number: mergeRequest.iid, url: mergeRequestUrl(store, mergeRequest) };
  }

  requestReview(path: string, number: number, reviewer: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const user = this.#store.user(reviewer);
    const known = mergeRequest.reviewers.find((candidate) => candidate.user === user);
    if (known !== undefined) {
      reviewing.requestReviewAgain(this.#store, mergeRequest, known, this.#store.user(by));
      return;
    }
    const users = [...mergeRequest.reviewers.map((candidate) => candidate.user), user];
    reviewing.setReviewers(this.#store, mergeRequest, users, this.#store.user(by));
  }

  withdrawReviewRequest(path: string, number: number, reviewer: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const leaving = this.#store.user(reviewer);
    const users = mergeRequest.reviewers.map(({ user }) => user).filter((user) => user !== leaving);
    reviewing.setReviewers(this.#store, mergeRequest, users, this.#store.user(by));
  }

  assign(path: string, number: number, assignee: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const users = new Set([...mergeRequest.assignees, this.#store.user(assignee)]);
    reviewing.setAssignees(this.#store, mergeRequest, [...users], this.#store.user(by));
  }

  unassign(path: string, number: number, assignee: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const leaving = this.#store.user(assignee);
    const users = mergeRequest.assignees.filter((user) => user !== leaving);
    reviewing.setAssignees(this.#store, mergeRequest, users, this.#store.user(by));
  }

  pushCommit(path: string, number: number, by: string, files: readonly FileChange[] = []): string {
    const store = this.#store;
    return pushToMergeRequest(store, store.mergeRequest(path, number), { author: store.user(by), files });
  }

  rewriteHead(path: string, number: number, by: string): string {
    const store = this.#store;
    const push = { author: store.user(by), isForced: true };
    return pushToMergeRequest(store, store.mergeRequest(path, number), push);
  }

  markReady(path: string, number: number, by: string): void {
    const { title } = this.#store.mergeRequest(path, number);
    this.editTitle(path, number, mergeRequests.withoutDraft(title), by);
  }

  editTitle(path: string, number: number, title: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    mergeRequests.editTitle(this.#store, mergeRequest, title, this.#store.user(by));
  }

  editDescription(path: string, number: number, text: string, by: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    mergeRequests.editDescription(this.#store, mergeRequest, text, this.#store.user(by));
  }

  approve(path: string, number: number, by: string): void {
    reviewing.approve(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  unapprove(path: string, number: number, by: string): void {
    reviewing.unapprove(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  requestChanges(path: string, number: number, by: string, text?: string): void {
    const mergeRequest = this.#store.mergeRequest(path, number);
    reviewing.requestChanges(this.#store, mergeRequest, this.#store.user(by), text);
  }

  merge(path: string, number: number, by: string): void {
    merging.merge(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  close(path: string, number: number, by: string): void {
    merging.close(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  reopen(path: string, number: number, by: string): void {
    merging.reopen(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  setConflict(path: string, number: number, hasConflicts: boolean): void {
    merging.setConflict(this.#store, this.#store.mergeRequest(path, number), hasConflicts);
  }

  retarget(path: string, number: number, branch: string, by: string): void {
    mergePlans.retarget(this.#store, this.#store.mergeRequest(path, number), branch, this.#store.user(by));
  }

  addLabel(path: string, number: number, label: string): void {
    mergePlans.addLabel(this.#store, this.#store.mergeRequest(path, number), label);
  }

  setAutoMerge(path: string, number: number, by: string): void {
    merging.setAutoMerge(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  cancelAutoMerge(path: string, number: number, by: string): void {
    mergePlans.cancelAutoMerge(this.#store, this.#store.mergeRequest(path, number), this.#store.user(by));
  }

  forceMergeStatus(path: string, number: number, status: string | null): void {
    this.#store.mergeRequest(path, number).forcedMergeStatus = status;
  }

  commentReview(path: string, number: number, by: string, text: string): void {
    this.comment(path, number, by, text);
  }

  comment(...[path, number, by, text, inReplyTo]: Parameters<ForgeWorld['comment']>): string {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const first = inReplyTo === undefined ? null : findNote(mergeRequest, Number(inReplyTo));
    if (inReplyTo !== undefined && first === null) {
      throw new Error(`no comment ${inReplyTo} in ${path}!${number} of the simulated GitLab`);
    }
    const author = this.#store.user(by);
    return String(
      addNote(this.#store, { on: mergeRequest, author, body: text, discussion: first?.discussion }).id,
    );
  }

  reviewComment(path: string, number: number, by: string, text: string): string {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const author = this.#store.user(by);
    return String(
      addNote(this.#store, { on: mergeRequest, author, body: text, type: 'DiffNote', line: 7 }).id,
    );
  }

  internalComment(path: string, number: number, by: string, text: string): string {
    const mergeRequest = this.#store.mergeRequest(path, number);
    const author = this.#store.user(by);
    return String(addNote(this.#store, { on: mergeRequest, author, body: text, isInternal: true }).id);
  }

  startPipeline(path: string, options: StartPipeline): WorldPipeline {
    const store = this.#store;
    const mergeRequest =
      options.mergeRequest === undefined ? null : store.mergeRequest(path, options.mergeRequest);
    const pipeline = pipelines.startPipeline(store, store.project(path), {
      user: store.user(options.by),
      ref: mergeRequest === null ? (options.ref ?? 'main') : `refs/merge-requests/${mergeRequest.iid}/head`,
      source:
        mergeRequest !== null ? 'merge_request_event' : options.isScheduled === true ? 'schedule' : 'push',
      status: 'running',
      name: options.name ?? null,
      mergeRequest,
      variables: [],
    });
    return { id: pipeline.id, url: pipelineRow(store, pipeline).web_url };
  }

  finishPipeline(
    path: string,
    id: number,
    outcome: 'success' | 'failed' | 'canceled',
    failedJobs: readonly JobSeed[] = [],
  ): void {
    pipelines.finishPipeline(this.#store, this.#store.pipeline(path, id), outcome, failedJobs);
  }

  blockPipeline(path: string, id: number): void {
    pipelines.blockPipeline(this.#store, this.#store.pipeline(path, id));
  }

  openPipeline(path: string): number | null {
    const { pipelines: all } = this.#store.project(path);
    return all.findLast(({ status }) => !hasEnded(status))?.id ?? null;
  }

  writeJobLog(path: string, pipelineId: number, name: string, text: string | null): string {
    const job = latestJobs(this.#store.pipeline(path, pipelineId)).find((one) => one.name === name);
    if (job === undefined) throw new Error(`There is no job ${name}.`);
    job.log = text ?? '';
    return String(job.id);
  }

  retryPipeline(path: string, id: number, by: string): void {
    pipelines.retryPipeline(this.#store, this.#store.pipeline(path, id), this.#store.user(by));
  }

  runPipeline(path: string, id: number): void {
    pipelines.resumePipeline(this.#store, this.#store.pipeline(path, id));
  }

  addJob(path: string, pipelineId: number, seed: GitlabJobSeed): number {
    const { allowFailure, ...fields } = seed;
    const pipeline = this.#store.pipeline(path, pipelineId);
    return addJob(this.#store, pipeline, { ...fields, isAllowedToFail: allowFailure ?? false }).id;
  }

  addBridge(path: string, pipelineId: number, downstreamPath: string, downstreamId: number): number {
    const downstream = this.#store.pipeline(downstreamPath, downstreamId);
    const fields = { name: 'trigger', stage: 'deploy', status: downstream.status, downstream };
    return addJob(this.#store, this.#store.pipeline(path, pipelineId), fields).id;
  }

  addMember(path: string, login: string, accessLevel: number): void {
    addMember(this.#store, this.#store.project(path), this.#store.user(login), accessLevel);
  }

  configureProject(path: string, settings: Partial<ProjectSettings>): void {
    const project = this.#store.project(path);
    project.settings = { ...project.settings, ...settings };
  }

  lockConversation(path: string, on: 'issue' | 'merge-request', number: number): void {
    const locked = on === 'issue' ? this.#store.issue(path, number) : this.#store.mergeRequest(path, number);
    locked.isLocked = true;
  }

  setLimits(limits: GitlabLimits): void {
    this.#rateLimit.limits = limits;
  }
}
