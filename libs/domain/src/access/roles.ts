export const ROLES = ['manager', 'csr', 'sales_rep'] as const;
export type Role = (typeof ROLES)[number];
