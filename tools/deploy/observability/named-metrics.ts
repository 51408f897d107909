const NAME = /\b(?:otto|process|nodejs)_[a-z0-9_]+\b/g;
/** What a histogram adds to its name. */
const SUFFIX = /_(?:bucket|sum|count)$/;

/** The metrics that expressions of PromQL speak of. */
export function namedMetrics(expressions: readonly string[]): Set<string> {
  return new Set(
    expressions
      .flatMap((expression) => expression.match(NAME) ?? [])
      .map((name) => name.replace(SUFFIX, '')),
  );
}
