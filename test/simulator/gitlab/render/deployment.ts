import { MAINTAINER } from '../state/access.js';
import type { Deployment, Environment } from '../state/deployment-model.js';
import type { GitlabStore } from '../state/store.js';
import { basicJob } from './pipeline.js';
import { iso } from './time.js';
import { basicUser } from './user.js';

export function deploymentEntity(store: GitlabStore, deployment: Deployment) {
  const { id, iid, ref, sha, status, user, environment, job, createdAt, updatedAt } = deployment;
  return {
    id,
    iid,
    ref,
    sha,
    status,
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    user: basicUser(store, user),
    environment: basicEnvironment(environment),
    deployable: job === null ? null : basicJob(store, job),
  };
}

/** By itself, with the rules that it waits for. */
export function deploymentDetailEntity(store: GitlabStore, deployment: Deployment) {
  const { environment, status } = deployment;
  return {
    ...deploymentEntity(store, deployment),
    pending_approval_count: status === 'blocked' ? 1 : 0,
    approvals: [],
    approval_summary: { rules: status === 'blocked' ? [ruleOf(environment)] : [] },
  };
}

function ruleOf({ id, approver }: Environment) {
  return {
    id,
    user_id: approver?.id ?? null,
    group_id: null,
    access_level: approver === null ? MAINTAINER : null,
    access_level_description: approver?.name ?? 'Maintainers',
    required_approvals: 1,
    group_inheritance_type: 0,
    deployment_approvals: [],
  };
}

export function environmentEntity(environment: Environment) {
  return {
    ...basicEnvironment(environment),
    tier: environment.tier,
    state: 'available',
    auto_stop_at: null,
    auto_stop_setting: 'always',
    description: null,
    last_deployment: null,
    cluster_agent: null,
    kubernetes_namespace: null,
    flux_resource_path: null,
  };
}

function basicEnvironment({ id, name, createdAt }: Environment) {
  const slug = name.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
  return {
    id,
    name,
    slug,
    external_url: `https://${slug}.shop.invalid`,
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
  };
}
