export const HELP_TOPICS = ['see', 'act', 'watch', 'when', 'desk', 'you', 'operators'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];
