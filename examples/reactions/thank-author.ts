import type { Register } from 'forgewatch/reactions';

/** Thanks whoever opens an issue, each person once in a project. */
const reactions: Register = (on) => {
  on('issue.opened', { name: 'thank-the-author' }, async ({ project, subject }, forge) => {
    const { author } = subject;
    await forge.once(`thanked ${author.id} in ${project.id}`, async () => {
      await forge.comment(
        subject,
        `Thank you for your report, @${author.login}! Somebody will look at it soon.`,
      );
    });
  });
};

export default reactions;
