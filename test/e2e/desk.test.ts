import { expect, it } from '@jest/globals';
import { describeDemo } from './describe-demo.js';

describeDemo('a service desk in a browser', (scene) => {
  it('is opened in a group by a maintainer', async () => {
    await scene.alice.take('/start');
    await scene.alice.take('Link GitLab');
    await scene.alice.said(/linked/i);
    await scene.alice.page.getByRole('tab', { name: /Acme team/ }).click();

    await scene.alice.take('Open a desk for acme/storefront');
    const question = await scene.alice.answered(/without an account\?/);
    await question.getByRole('button', { name: 'Yes, open the desk' }).click();

    await scene.alice.said(/service desk for acme\/storefront is open/);
  }, 60_000);

  it('takes a report, and shows its ticket', async () => {
    await scene.alice.take('Report something');

    await scene.alice.said(/Ticket open[^]*The basket is empty/);
  }, 60_000);

  it('brings the answer of the staff, and takes the reply along', async () => {
    await scene.alice.choose('GitLab');
    await scene.alice.make('Note something internally');
    const answer = await scene.alice.makeKnown('Answer the ticket', /Bob Marsh commented[^]*Which browser/);
    await scene.alice.reply(answer, 'Firefox 143');

    const sent = await scene.alice.answered(/Sent to #\W?1/);
    await scene.alice.photographChat('desk', sent);
  }, 180_000);

  it('tells who has it, that it is closed, and lets the reporter reopen it', async () => {
    await scene.alice.make('Assign the ticket');
    await scene.alice.said(/Assigned to Carol/i);
    await scene.alice.make('Close the ticket');
    await scene.alice.said(/☑️ Closed/);
    const card = await scene.alice.said(/Ticket closed[^]*The basket is empty/);
    await card.getByRole('button', { name: 'Reopen' }).click();

    await scene.alice.said(/Reopened/);
  }, 120_000);

  it('has shown nothing of the internal note', async () => {
    expect(await scene.alice.page.locator('#messages').innerText()).not.toContain('the new cache');
    expect(scene.alice.complaints).toEqual([]);
  });
});
