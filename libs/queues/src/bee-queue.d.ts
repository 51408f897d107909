declare module 'bee-queue/lib/lua' {
  export function buildCache(client: unknown): Promise<unknown>;
}
