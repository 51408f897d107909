/**
 * `database.asSystem` opens a transaction that row-level security does not confine. These files may,
 * each for its reason; anything else goes through `withTenant`.
 */
export const systemTransactionFiles = [{ file: 'libs/db/src/database.ts', reason: 'defines it' }];

/** Reports every use of `asSystem` in a file that is not on the list above. */
export const systemTransactions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      notListed:
        'asSystem is not confined to a tenant: use withTenant, or add this file with a reason to tools/checks/lint/system-transactions.mjs.',
    },
  },
  create(context) {
    const path = context.filename.replaceAll('\\', '/');
    if (systemTransactionFiles.some(({ file }) => path.endsWith(`/${file}`))) return {};
    const report = (node) => context.report({ node, messageId: 'notListed' });
    return {
      "MemberExpression[property.name='asSystem']": report,
      "MemberExpression[property.value='asSystem']": report,
      "ObjectPattern > Property[key.name='asSystem']": report,
    };
  },
};
