import { IssueDiscussions, MergeRequestDiscussions } from '@gitbeaker/rest';
import { subjectKey } from '../../../domain/subject.js';
import type { CommentThread } from '../../../domain/subjects/comment.js';
import { parseList } from '../parse.js';
import { discussionSchema, type RawDiscussion } from '../schema.js';
import type { TargetKind } from '../target-kind.js';
import { threadOf } from '../transform/comment.js';
import type { NotePlace } from './comment-targets.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';

export interface Threads {
  /** `null`: the note stands alone, or its thread was not found within bounds. */
  find(place: NotePlace, noteId: string): Promise<CommentThread | null>;
  /** Requests made so far. */
  spent(): number;
}

interface Talk {
  readonly discussions: RawDiscussion[];
  /** Pages still to be read, the most promising first; `null` before the first request. */
  pages: readonly number[] | null;
}

const PAGE_SIZE = 100;
const MAX_PAGES = 5;

const RESOURCES: Readonly<Record<TargetKind, typeof IssueDiscussions>> = {
  'merge-request': MergeRequestDiscussions,
  issue: IssueDiscussions,
};

/** Discussions are listed oldest first, so the newest ones are at the end of the last page. */
export function createThreads(read: FeedRead): Threads {
  const talks = new Map<string, Talk>();
  let requests = 0;

  async function readNextPage(place: NotePlace, talk: Talk): Promise<void> {
    const page = talk.pages?.[0] ?? 1;
    requests += 1;
    const reply = await readPage(read, place, page);
    talk.discussions.push(...(reply?.discussions ?? []));
    // Walking onwards, the end is where the server says so.
    const isEnd = reply?.totalPages === null && !reply.hasNext;
    talk.pages = isEnd ? [] : (talk.pages?.slice(1) ?? pagesAfterFirst(reply));
  }

  return {
    spent: () => requests,
    async find(place, noteId) {
      const talk = talks.get(subjectKey(place)) ?? { discussions: [], pages: null };
      talks.set(subjectKey(place), talk);
      for (;;) {
        const discussion = talk.discussions.find(({ notes }) => notes.some(({ id }) => id === noteId));
        if (discussion !== undefined) return threadOf(discussion, noteId);
        if (talk.pages?.length === 0) return null;
        await readNextPage(place, talk);
      }
    },
  };
}

interface Page {
  readonly discussions: readonly RawDiscussion[];
  readonly hasNext: boolean;
  readonly totalPages: number | null;
}

/** From the end where the server counts its pages, else onwards from the first. */
function pagesAfterFirst(first: Page | null): readonly number[] {
  if (first?.hasNext !== true) return [];
  const { totalPages } = first;
  const rest = Array.from({ length: MAX_PAGES - 1 }, (_, index) =>
    totalPages === null ? index + 2 : totalPages - index,
  );
  return rest.filter((page) => page > 1);
}

function readPage({ client, drops }: FeedRead, place: NotePlace, page: number): Promise<Page | null> {
  return askForDetail(async () => {
    const { body, hasNext, totalPages } = await client.ask(RESOURCES[place.kind], (discussions) =>
      discussions.all(place.projectId, Number(place.number), { perPage: PAGE_SIZE, page }),
    );
    return { discussions: parseList(discussionSchema, body, drops), hasNext, totalPages };
  });
}
