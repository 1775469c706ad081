import type { Identity } from './account.js';
import type { JsonObject } from './json.js';
import type { PeerCall } from './peer-call.js';
import type { OwnProject } from './project.js';
import type { Subject, SubjectKind } from './subject.js';
import type { Issue } from './subjects/issue.js';

export type FeedKind =
  | 'inbox'
  | 'activity'
  | 'merge-requests'
  | 'pipelines'
  | 'comments'
  | 'pulse'
  | 'issues'
  | 'releases'
  | 'tags'
  | 'pushes'
  | 'deployments'
  | 'wiki'
  | 'group-wikis'
  | 'images'
  | 'documents'
  | 'milestones'
  | 'token';

/** One thing polled for one account: its inbox, its activity, or one aspect of one project. */
export interface Feed {
  readonly id: string;
  readonly accountId: string;
  readonly kind: FeedKind;
  /** `null` for an account feed. */
  readonly projectId: string | null;
  /** Whatever the adapter needs to go on from; `null` before the first read. */
  readonly cursor: JsonObject | null;
  /** Server's time of the first read, or an earlier one that was asked for: what was created before it is history. */
  readonly baselineAt: Date | null;
  readonly nextPollAt: Date;
  /** When it last showed something new, or was woken; the cadence counts silence from here. */
  readonly lastChangeAt: Date | null;
  /** Something it shows has not ended yet. */
  readonly isRunning: boolean;
  readonly failures: number;
  /** The `ForgeErrorCode` of the last failure; `null` when the last read was well. */
  readonly lastError: string | null;
  /** Missing: none was well yet. */
  readonly tally?: FeedTally;
  /**
   * One healthy feed of each (forge, project, kind) keeps the full cadence; when it sees a change, those whom it may
   * concern are woken and look with their own tokens. Account feeds are their own lookout.
   */
  readonly isLookout: boolean;
}

/** What the last reads yielded: those of an hour, or the one that came later. */
export interface FeedTally {
  readonly since: Date;
  /** Items that they showed, new or not. */
  readonly fetched: number;
  /** Events that were new, and are kept. */
  readonly stored: number;
}

export type FeedProgress = Pick<
  Feed,
  'cursor' | 'baselineAt' | 'nextPollAt' | 'lastChangeAt' | 'isRunning' | 'failures' | 'lastError' | 'tally'
>;

/**
 * Where a feed begins. Both `null`: its first read is remembered without a word. With a `baselineAt` what was created
 * since is news already; a `cursor` makes it the second read.
 */
export type FeedBeginning = Pick<Feed, 'cursor' | 'baselineAt'>;

export const SILENT_BEGINNING: FeedBeginning = { cursor: null, baselineAt: null };

/** A feed that should exist. */
export interface FeedPlan {
  readonly kind: FeedKind;
  readonly projectId: string | null;
}

/** "Look at this feed now": the inbox and the activity feed say it of the feeds that hold the truth. */
export interface Wake {
  readonly kind: FeedKind;
  /** `null` for the account feed of that kind. */
  readonly projectId: string | null;
}

/** A subject as a feed showed it. */
export interface Sighting {
  readonly subject: Subject;
  /**
   * The feed itself proves that this is news when the subject was never seen before: it entered a list
   * that is narrowed to this person and was read whole at the baseline, or an inbox item announced it.
   */
  readonly isNews: boolean;
  /**
   * When the reader came to be named in it anew, where an inbox item proves so: a look before that which saw them named
   * is of a mention that was taken out since.
   */
  readonly namedAt?: string;
  /** It was open after the look before, as an inbox item proves, and has ended since. */
  readonly wasOpen?: boolean;
}

/** What one read of a feed yielded. */
export interface FeedReading {
  /** Newest last, so that histories are walked in the order in which they happened. */
  readonly sightings: readonly Sighting[];
  readonly wakes: readonly Wake[];
  /** The awaited issues as they stood after the read began, also those that did not change. */
  readonly lookedAt?: readonly Issue[];
  /** What others are called for besides those whom the sightings concern. */
  readonly calls?: readonly PeerCall[];
  readonly cursor: JsonObject;
  /** False for a 304 and for a list that held nothing newer than the cursor. */
  readonly hasChanged: boolean;
  readonly isRunning: boolean;
  /** What it took; counted by whoever asked for the read. */
  readonly requests?: number;
  /** The read ended at its bounds: the rest is to be read soon, whoever looks for all. */
  readonly hasMore?: boolean;
  /** The forge is about to know more of what it shows: a look soon after this one tells. */
  readonly isUnsettled?: boolean;
  /** It tells of all that moves in a project, and costs nothing while nothing does: it is not to fall asleep. */
  readonly isFreeWatch?: boolean;
  /** Activity, or what activity wakes, announces what moves it: looking unasked is for what that leaves out. */
  readonly isAnnounced?: boolean;
  /** Server's newest change time in what was read, `null` when it showed nothing. */
  readonly newestAt: Date | null;
  /** Server's clock (`Date` header), `null` when it sent none. */
  readonly serverTime: Date | null;
  /** Server's own demand for the time to the next poll (GitHub's `X-Poll-Interval`). */
  readonly minPollSeconds: number | null;
  /** Items that could not be understood and were left out. */
  readonly dropped: number;
  /** The project as it is now, when the read found it renamed, transferred or with another default branch: to be saved. */
  readonly movedTo?: OwnProject;
  /** Whose the token is and what it may do now: what the feed `token` tells. */
  readonly identity?: Identity;
  /**
   * Projects that its owner belongs to, most recently active first, as many as fit on a page: what the same feed tells.
   * Missing: it could not.
   */
  readonly ownProjects?: readonly OwnProject[];
}

/** Answers what the account last saw of these subjects, so that details are fetched only for those that moved. */
export type SnapshotLookup = <K extends SubjectKind>(
  kind: K,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Extract<Subject, { kind: K }>>>;
