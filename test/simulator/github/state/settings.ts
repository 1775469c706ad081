export interface RepositorySettings {
  readonly mergeMethods: readonly ('merge' | 'squash' | 'rebase')[];
  readonly deletesBranchOnMerge: boolean;
  readonly allowsAutoMerge: boolean;
  /** May be read, and nothing else. */
  readonly isArchived: boolean;
}

/** What a protected branch asks of pull requests. */
export interface BranchRules {
  /** By people who may write. */
  readonly approvals: number;
  /** The workflows that ran for the head have to pass; at least one has to run. */
  readonly needsChecks: boolean;
  readonly needsUpToDate: boolean;
  /** It is merged by its queue alone. */
  readonly needsQueue: boolean;
}

export const NO_SETTINGS: RepositorySettings = {
  mergeMethods: ['merge', 'squash', 'rebase'],
  deletesBranchOnMerge: false,
  allowsAutoMerge: false,
  isArchived: false,
};

export const NO_RULES: BranchRules = {
  approvals: 0,
  needsChecks: false,
  needsUpToDate: false,
  needsQueue: false,
};

export function hasRules({ approvals, needsChecks, needsUpToDate, needsQueue }: BranchRules): boolean {
  return approvals > 0 || needsChecks || needsUpToDate || needsQueue;
}
