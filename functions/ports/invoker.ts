/** Starts work elsewhere and does not wait for it. A lost call costs a minute: the due index brings it back. */
export interface Invoker {
  poll(gid: string): Promise<void>;
  digest(shard: number): Promise<void>;
}
