import { describe, expect, it } from '@jest/globals';
import { roleIn } from '../../../../src/forges/github/transform/role.js';

const READER = { pull: true, triage: false, push: false, maintain: false, admin: false };

describe('roleIn', () => {
  it.each([
    ['admin', { ...READER, triage: true, push: true, maintain: true, admin: true }, 'maintain'],
    ['maintainer', { ...READER, triage: true, push: true, maintain: true }, 'maintain'],
    ['writer', { ...READER, triage: true, push: true }, 'write'],
    ['writer of a server that knows no triage', { pull: true, push: true, admin: false }, 'write'],
    ['triager', { ...READER, triage: true }, 'triage'],
    ['reader', READER, 'read'],
    ['stranger', { pull: false }, 'none'],
  ] as const)('knows a %s', (_who, permissions, role) => {
    expect(roleIn({ permissions })).toBe(role);
  });

  it('lets nobody write what is archived, and gives nothing where nothing is said', () => {
    expect(roleIn({ permissions: { ...READER, admin: true }, archived: true })).toBe('read');
    expect(roleIn({ permissions: null })).toBe('none');
  });
});
