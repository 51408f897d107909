import { z } from 'zod';
import { CLERK_EVENTS, changeDirectory } from '../clerk/change-directory';
import { createClerkMessage } from '../clerk/post-clerk';
import { companyOf } from '../companies';
import { defineSimulation } from './simulation';
import { tell, withOverrides } from './tell';

const fields = {
  type: z.enum(CLERK_EVENTS).default('user.updated').describe('what happened'),
  userId: z.string().optional().describe('the user; a new one where one is created'),
  organizationId: z.string().optional().describe("the organization; the company's by default"),
  invitationId: z.string().optional().describe('the invitation; the last one by default'),
  email: z.string().optional().describe('address of the user or the one who is invited'),
  name: z.string().optional().describe('name of the user or the organization'),
  role: z.string().optional().describe('manager, csr, sales_rep, member'),
};
export const clerkEvent = defineSimulation({
  name: 'clerk-event',
  about: 'Clerk: something happened to a user, an organization, a membership or an invitation',
  fields,
  async run(deps, { duplicates, overrides, ...input }) {
    const companyId = input.organizationId ?? companyOf(deps, input.companyId).id;
    const { id, body } = changeDirectory(deps.directory, { ...input, companyId }, deps.now());
    const data = withOverrides(body, overrides);
    const post = createClerkMessage(deps, { type: input.type, companyId, data });
    const webhooks = await tell(deps, { event: input.type, duplicates, post });
    return { ids: { id }, webhooks };
  },
});
