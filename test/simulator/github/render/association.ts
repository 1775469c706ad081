import type { Account } from '../state/account.js';
import type { Repository } from '../state/repository.js';

export function associationOf(
  repository: Repository,
  account: Account,
): 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE' {
  if (repository.owner.id === account.id) return 'OWNER';
  if (!repository.members.has(account.id)) return 'NONE';
  return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
}
