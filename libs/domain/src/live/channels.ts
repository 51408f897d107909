/** A channel that a client can subscribe to. */
export type LiveChannel =
  | { readonly kind: 'tenant'; readonly companyId: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'lead'; readonly leadId: string };

const CHANNEL =
  /^(?:tenant:([\w-]+):events|user:([\w-]+):tasks|lead:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):timeline)$/;

/** Reads the name of a channel; null when there is no such channel. */
export function parseChannel(name: string): LiveChannel | null {
  const [, companyId, userId, leadId] = CHANNEL.exec(name) ?? [];
  if (companyId !== undefined) return { kind: 'tenant', companyId };
  if (userId !== undefined) return { kind: 'user', userId };
  return leadId === undefined ? null : { kind: 'lead', leadId };
}

export const tenantChannel = (companyId: string): string => `tenant:${companyId}:events`;
export const userChannel = (userId: string): string => `user:${userId}:tasks`;
export const leadChannel = (leadId: string): string => `lead:${leadId}:timeline`;
