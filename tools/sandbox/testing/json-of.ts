/** The body of an answer, for specs that assert on it rather than type it. */
export async function jsonOf(
  answer: Response | Promise<Response>,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by specs only
): Promise<Record<string, any>> {
  return (await (await answer).json()) as object;
}
