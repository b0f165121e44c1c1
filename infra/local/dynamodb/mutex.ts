/**
 * Locks by name, so that requests for the same item run one after the other and all others together.
 * Names are taken in sorted order: two requests that share several names cannot wait for each other.
 */

/** Locks by name. */
export type KeyedMutex = {
  /** Waits until all names are free, takes them, and returns what frees them (once). */
  acquire(names: Iterable<string>): Promise<() => void>;
};

/** A set of locks, all free. */
export function createKeyedMutex(): KeyedMutex {
  /** The end of each name's queue: resolved when its last holder has gone. Free names are absent. */
  const tails = new Map<string, Promise<void>>();

  function join(name: string): { readonly turn: Promise<void> | undefined; readonly leave: () => void } {
    const turn = tails.get(name);
    let free = () => {};
    const tail = new Promise<void>((resolve) => {
      free = resolve;
    });
    tails.set(name, tail);
    return {
      turn,
      leave() {
        if (tails.get(name) === tail) tails.delete(name);
        free();
      },
    };
  }

  return {
    async acquire(names) {
      const held: (() => void)[] = [];
      for (const name of [...new Set(names)].sort()) {
        const { turn, leave } = join(name);
        held.push(leave);
        if (turn) await turn;
      }
      return () => {
        for (const leave of held.splice(0)) leave();
      };
    },
  };
}
