import type { ReviewThread, ThreadList } from '../../src/domain/subjects/thread-list.js';
import { aComment, at } from './builders.js';

/** Alice wrote in it, and it is open. */
export function aThread(over: Partial<ReviewThread> = {}): ReviewThread {
  return {
    id: 't1',
    isReaders: true,
    words: 'Why is this here?',
    resolution: null,
    url: 'https://gitlab.example.com/acme/shop/-/merge_requests/12#note_1',
    createdAt: at(0),
    ...over,
  };
}

/** On Alice's merge request. */
export function aThreadList(over: Partial<ThreadList> = {}): ThreadList {
  const { on, projectId } = aComment();
  return {
    kind: 'thread-list',
    id: on.id,
    projectId,
    on,
    threads: [aThread()],
    url: on.url,
    createdAt: at(0),
    updatedAt: at(60),
    ...over,
  };
}
