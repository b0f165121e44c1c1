/** Closes what was opened, the last one first; what fails to close keeps nothing else open. */
export type CloseStack = {
  add(close: () => Promise<unknown> | unknown): void;
  /** @throws AggregateError at the end, with what could not be closed. */
  close(): Promise<void>;
};

export function createCloseStack(): CloseStack {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  return {
    add: (close) => void closers.push(close),
    async close() {
      const faults: unknown[] = [];
      for (let close = closers.pop(); close; close = closers.pop()) {
        try {
          await close();
        } catch (fault) {
          faults.push(fault);
        }
      }
      if (faults.length > 0) throw new AggregateError(faults, `${faults.length} parts were not closed`);
    },
  };
}
