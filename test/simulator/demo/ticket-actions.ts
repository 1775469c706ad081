import { BOB, CAROL, type DemoForge, ME } from './demo-world.js';
import type { PanelAction } from './panel.js';

const NO_TICKET = 'Nothing was reported yet: open a desk in the group, and report something';

/** What the staff does with what was reported last. Issues from a desk are its owner's. */
export const TICKET_ACTIONS: readonly PanelAction[] = [
  {
    id: 'answer-ticket',
    group: 'Service desk',
    label: 'Answer the ticket',
    run: withTicket((forge, number) => {
      const text = 'Thank you, we see it, too. Which browser do you use?';
      forge.world.commentIssue(forge.project.path, number, BOB, text);
      return `Bob answered the ticket #${number}`;
    }),
  },
  {
    id: 'note-ticket',
    group: 'Service desk',
    label: 'Note something internally',
    run: withTicket((forge, number) => {
      forge.noteInternally?.(number, 'Between us: it is the new cache.');
      return `Bob wrote an internal note on #${number}, which no reporter sees`;
    }),
  },
  {
    id: 'assign-ticket',
    group: 'Service desk',
    label: 'Assign the ticket',
    run: withTicket((forge, number) => {
      forge.world.assignIssue(forge.project.path, number, CAROL, BOB);
      return `Bob assigned the ticket #${number} to Carol`;
    }),
  },
  {
    id: 'close-ticket',
    group: 'Service desk',
    label: 'Close the ticket',
    run: withTicket((forge, number) => {
      forge.world.closeIssue(forge.project.path, number, CAROL);
      return `Carol closed the ticket #${number}`;
    }),
  },
];

function withTicket(run: (forge: DemoForge, number: number) => string): PanelAction['run'] {
  return (forge) => {
    const number = forge.world.lastIssueBy(forge.project.path, ME);
    return number === null ? NO_TICKET : run(forge, number);
  };
}
