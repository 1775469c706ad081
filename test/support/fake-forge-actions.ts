import type { FileContent } from '../../src/domain/attachment.js';
import type { Look, Target } from '../../src/domain/actions/look.js';
import { NO_RECEIPT, type Order, type Receipt } from '../../src/domain/actions/order.js';
import type { Person } from '../../src/domain/forge.js';
import type {
  ChangesPage,
  CommentsPage,
  ForgeActions,
  OpenThread,
  Workflow,
} from '../../src/domain/ports/forge-actions.js';

/** A forge that shows what a test puts before it, and keeps what it is told to do. */
export class FakeForgeActions implements ForgeActions {
  readonly orders: Order[] = [];
  readonly targets: Target[] = [];
  readonly uploads: FileContent[] = [];
  /** What is seen, one look after another; the last one stays. */
  looks: readonly Look[] = [];
  members: readonly Person[] = [];
  labels: readonly string[] = [];
  branches: readonly string[] = [];
  tags: readonly string[] = [];
  threads: readonly OpenThread[] = [];
  workflows: readonly Workflow[] = [];
  changes: ChangesPage = { files: [], hasMore: false };
  /** What becomes of an order; nothing is wrong by default. */
  answer: (order: Order) => Promise<Receipt> = () => Promise.resolve(NO_RECEIPT);
  comments: CommentsPage = { comments: [], hasMore: false };
  trouble: Error | null = null;

  lookAt(_session: unknown, _project: unknown, target: Target): Promise<Look> {
    this.targets.push(target);
    const [look, ...rest] = this.looks;
    if (this.trouble !== null) return Promise.reject(this.trouble);
    if (look === undefined) return Promise.reject(new Error('the test shows nothing'));
    if (rest.length > 0) this.looks = rest;
    return Promise.resolve(look);
  }

  async perform(_session: unknown, _project: unknown, order: Order): Promise<Receipt> {
    this.orders.push(order);
    return this.answer(order);
  }

  readChanges(): Promise<ChangesPage> {
    return Promise.resolve(this.changes);
  }

  listComments(): Promise<CommentsPage> {
    return Promise.resolve(this.comments);
  }

  listOpenThreads(): Promise<readonly OpenThread[]> {
    return this.trouble === null ? Promise.resolve(this.threads) : Promise.reject(this.trouble);
  }

  listMembers(_session: unknown, _project: unknown, query: string): Promise<readonly Person[]> {
    return Promise.resolve(this.members.filter(({ login }) => login.startsWith(query)));
  }

  listLabels(): Promise<readonly string[]> {
    return this.trouble === null ? Promise.resolve(this.labels) : Promise.reject(this.trouble);
  }

  listBranches(_session: unknown, _project: unknown, query: string): Promise<readonly string[]> {
    return Promise.resolve(this.branches.filter((name) => name.includes(query)));
  }

  listTags(_session: unknown, _project: unknown, query: string): Promise<readonly string[]> {
    return Promise.resolve(this.tags.filter((name) => name.includes(query)));
  }

  listWorkflows(): Promise<readonly Workflow[]> {
    return Promise.resolve(this.workflows);
  }

  upload: ForgeActions['upload'] = (_session, _project, file) => {
    this.uploads.push(file);
    return Promise.resolve(`![${file.name}](/uploads/${String(this.uploads.length)}/${file.name})`);
  };
}
