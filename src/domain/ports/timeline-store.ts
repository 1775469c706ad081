import type { Measure } from '../project-figures.js';
import type { KeptEvent } from '../timeline.js';
import type { Project } from '../project.js';

/** Whose eyes: a person's accounts that their forges still accept. Of two that see the same happening one shows it. */
export type Onlookers = readonly { readonly id: string; readonly forgeUrl: string }[];

export interface TimelineFilter {
  /** By path, on whichever forge; `null`, as below: any. */
  readonly projectPath: string | null;
  readonly types: readonly string[] | null;
  /** A login, lower-case. */
  readonly actor: string | null;
  readonly branches: readonly string[] | null;
  /** Of the happening; the end is not within. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export const EVERYTHING: TimelineFilter = {
  projectPath: null,
  types: null,
  actor: null,
  branches: null,
  from: null,
  to: null,
};

/** Where a page of the newest ends: the next one begins with what is older. */
export interface PageEnd {
  readonly at: Date;
  readonly position: string;
}

/** How far a reader has come, by account: an account that is not there is read from its beginning. */
export type Progress = ReadonlyMap<string, string>;

/** What was seen twice is told once, so that a page may hold less than was asked for, or nothing. */
export interface NewestPage {
  readonly events: readonly KeptEvent[];
  /** `null`: nothing is older. */
  readonly end: PageEnd | null;
}

export interface SincePage {
  readonly events: readonly KeptEvent[];
  readonly progress: Progress;
  readonly hasMore: boolean;
}

/** What the figures of a project are made of. */
export interface Course {
  /** Oldest first. */
  readonly measures: readonly Measure[];
  /** When the oldest event that is kept of the project, whatever it is, was seen; `null`: none is kept. */
  readonly seenSince: Date | null;
}

/** Events of projects that the accounts watch and can read. */
export interface TimelineStore {
  newest(query: {
    readonly onlookers: Onlookers;
    readonly filter: TimelineFilter;
    readonly before: PageEnd | null;
    readonly limit: number;
  }): Promise<NewestPage>;
  /** In the order in which they were kept: none is missed, whenever it happened. */
  since(query: {
    readonly onlookers: Onlookers;
    readonly filter: TimelineFilter;
    readonly after: Progress;
    readonly limit: number;
  }): Promise<SincePage>;
  /** Of one project in the eyes of one account, from then on: the newest `limit`. */
  course(query: {
    readonly accountId: string;
    readonly projectId: string;
    readonly from: Date;
    readonly limit: number;
  }): Promise<Course>;
  /** Where `since` would go on if all had been read. */
  head(accountIds: readonly string[]): Promise<Progress>;
  /** By path. */
  projects(onlookers: Onlookers): Promise<readonly Project[]>;
}
