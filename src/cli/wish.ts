import type { MergeMethod, Target } from '../domain/actions/look.js';

/** What a shell command asks for. */
export type Wish = Place & (Deed | IssueWish | PipelineWish);

export interface Place {
  readonly project: string;
  readonly gitlab: string | null;
  readonly github: string | null;
  readonly isJson: boolean;
}

/** Something that is done to what is there. */
export interface Deed {
  readonly kind: 'deed';
  readonly action: string;
  readonly target: Target;
  /** `-`: from standard input. */
  readonly text?: string;
  readonly label?: string;
  readonly login?: string;
  readonly method?: MergeMethod;
  /** `null`: the head that is looked at just before. */
  readonly sha: string | null;
}

export interface IssueWish {
  readonly kind: 'issue';
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly logins: readonly string[];
  readonly isConfidential: boolean;
}

export interface PipelineWish {
  readonly kind: 'pipeline';
  readonly ref: string | null;
  /** Name or number; `null`: the only one. */
  readonly workflow: string | null;
  readonly variables: Readonly<Record<string, string>>;
}
