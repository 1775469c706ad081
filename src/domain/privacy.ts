/** How much of what people wrote a chat is sent unasked: all, names and titles alone, or nothing. */
export const PRIVACY_LEVELS = ['full', 'titles', 'neither'] as const;

export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number];
