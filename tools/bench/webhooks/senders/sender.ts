/** What one provider posts: each webhook with an id of its own, and signed. */
export interface Sender {
  readonly path: string;
  next(): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}
