/** So high that only specs of the limits, which bring their own, meet them. */
const MANY = 1_000_000;

export const withoutLimits = {
  userPerMinute: MANY,
  tenantPerMinute: MANY,
  aiPerMinute: MANY,
  webhooksPerMinute: MANY,
  refusalsPerMinute: MANY,
};
