import type { Person } from '../forge.js';
import type { CreateIssueOrder, Receipt } from './order.js';

/** As the forge shows the issue that it made. `null`: it does not show them. */
interface Made {
  readonly labels: readonly string[] | null;
  readonly assignees: readonly Pick<Person, 'id'>[] | null;
}

/** Neither forge refuses labels and assignees of those who may not set them: it makes the issue without. */
export function leftOutOf(order: CreateIssueOrder, made: Made): Pick<Receipt, 'leftOut'> {
  const shown = made.labels?.map((label) => label.toLowerCase());
  const labels = order.labels.filter((label) => shown?.includes(label.toLowerCase()) === false);
  const isAssigned = ({ id }: Person): boolean => made.assignees?.some((one) => one.id === id) ?? true;
  const people = order.assignees.filter((one) => !isAssigned(one)).map(({ name }) => name);
  return labels.length + people.length === 0 ? {} : { leftOut: { labels, people } };
}
