import { Projects } from '@gitbeaker/rest';
import { z } from 'zod';
import { parseList } from '../parse.js';
import { id } from '../schema/fields.js';
import { askForDetail, isOfThisAlone } from './detail.js';
import type { Asking } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;

const rowSchema = z.object({ id });

export interface Memberships {
  /** Of the projects asked for, those of which the reader is a member. */
  readonly ids: ReadonlySet<string>;
  /** What is not among them is known to be none. */
  readonly isWhole: boolean;
}

/**
 * Members by a group, or by a share with one, count: what a single project says of permissions leaves these out, and this
 * list has the very projects whose events `scope=all` shows. https://docs.gitlab.com/api/projects/#list-all-projects
 */
export async function readMemberships(
  { client, drops }: Asking,
  asked: readonly string[],
): Promise<Memberships> {
  const wanted = new Set(asked);
  const numbers = asked.map(Number);
  const range = { idAfter: Math.min(...numbers) - 1, idBefore: Math.max(...numbers) + 1 };
  const ask = (page: number) =>
    client.ask(Projects, (projects) =>
      projects.all<false, 'offset'>({
        membership: true,
        simple: true,
        ...range,
        orderBy: 'id',
        sort: 'asc',
        perPage: PAGE_SIZE,
        page,
      }),
    );
  const ids = new Set<string>();
  const reply = await askForDetail(async () => {
    let isWhole = false;
    for await (const { body, hasNext } of walkPages(MAX_PAGES, ask)) {
      for (const row of parseList(rowSchema, body, drops)) if (wanted.has(row.id)) ids.add(row.id);
      isWhole = !hasNext;
    }
    return isWhole;
  }, isOfThisAlone);
  return { ids, isWhole: reply ?? false };
}
