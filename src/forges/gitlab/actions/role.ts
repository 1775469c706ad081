import { ProjectMembers, Projects, Users } from '@gitbeaker/rest';
import type { Role } from '../../../domain/actions/look.js';
import { isOutOfReach } from '../errors.js';
import { parseReply } from '../parse.js';
import { type RawUser, userSchema } from '../schema.js';
import { membershipSchema, projectRulesSchema, type RawProjectRules } from '../schema/acting.js';
import { levelOf, roleOf } from '../transform/role.js';
import type { Acting } from './acting.js';

export async function readRules({ client, project }: Acting): Promise<RawProjectRules> {
  const { body } = await client.ask(Projects, (projects) => projects.show(project.id));
  return parseReply(projectRulesSchema, body);
}

/**
 * The project tells of its own members and its group's. Who comes by a group that the project is shared with is known
 * to the list of members alone, which costs two requests. https://docs.gitlab.com/api/members/
 */
export async function readRole(acting: Acting, rules: RawProjectRules): Promise<Role> {
  const level = levelOf(rules) ?? (await readLevel(acting));
  return rules.archived === true ? 'read' : roleOf(level);
}

/** Who can see a project without being a member reads it. */
async function readLevel(acting: Acting): Promise<number> {
  try {
    const { client, project } = acting;
    const me = await readMyId(acting);
    const { body } = await client.ask(ProjectMembers, (members) =>
      members.show(project.id, Number(me), { includeInherited: true }),
    );
    return parseReply(membershipSchema, body).access_level;
  } catch (error) {
    if (isOutOfReach(error)) return 0;
    throw error;
  }
}

export async function readMyId(acting: Acting): Promise<string> {
  return (await readMyself(acting)).id;
}

export async function readMyself({ client }: Acting): Promise<RawUser> {
  const { body } = await client.ask(Users, (users) => users.showCurrentUser());
  return parseReply(userSchema, body);
}
