/** Whether an account can read a watched project. Derived by the cycle, so that its owner hears of a change once. */
export interface ProjectAccess {
  readonly kind: 'project-access';
  /** The project's id. */
  readonly id: string;
  readonly projectId: string;
  readonly isLost: boolean;
  /** When it turned so. */
  readonly updatedAt: string;
}
