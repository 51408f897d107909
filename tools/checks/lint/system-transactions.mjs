import { createRequire } from 'node:module';

/** The files that may, each with its reason; anything else goes through `withTenant`. */
const listed = createRequire(import.meta.url)('./system-transaction-files.json');

/**
 * `database.asSystem` opens a transaction that row-level security does not confine. Reports its use
 * in any file that is not listed.
 */
export const systemTransactions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      notListed:
        'asSystem is not confined to a tenant: use withTenant, or add this file with a reason to tools/checks/lint/system-transaction-files.json.',
    },
  },
  create(context) {
    const path = context.filename.replaceAll('\\', '/');
    if (listed.some(({ file }) => path.endsWith(`/${file}`))) return {};
    const report = (node) => context.report({ node, messageId: 'notListed' });
    return {
      "MemberExpression[property.name='asSystem']": report,
      "MemberExpression[property.value='asSystem']": report,
      "ObjectPattern > Property[key.name='asSystem']": report,
    };
  },
};
