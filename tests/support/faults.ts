/**
 * Faults on purpose: counts the calls that a scenario makes to its ports, then lets one of them fail. A process that
 * was killed makes no further call take effect until it is revived, so no catch can swallow its death.
 */

/** `error-…`: the call throws and the process lives on. `kill-…`: the process dies. `…-after`: the call took effect. */
export type FaultKind = 'error-before' | 'error-after' | 'kill-before' | 'kill-after';
export const FAULT_KINDS: readonly FaultKind[] = ['error-before', 'error-after', 'kill-before', 'kill-after'];

export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
}

export type Faults = {
  /** The port with its methods (and those of its parts, for a Store) under these faults. */
  wrap<T extends object>(port: T, name: string): T;
  /** Names of the calls made so far. */
  readonly calls: readonly string[];
  /** Lets the call of this number (from 0) fail. */
  arm(call: number, kind: FaultKind): void;
  /** After a kill: a new process. */
  revive(): void;
};

export function createFaults(): Faults {
  const calls: string[] = [];
  let armed: { readonly call: number; readonly kind: FaultKind } | undefined;
  let dead = false;

  async function call(name: string, run: () => unknown): Promise<unknown> {
    if (dead) throw new InjectedFault(`dead process: ${name}`);
    const number = calls.push(name) - 1;
    if (armed?.call !== number) return run();
    const { kind } = armed;
    if (kind.endsWith('after')) await run();
    if (kind.startsWith('kill')) dead = true;
    throw new InjectedFault(`${kind}: ${name}`);
  }

  function wrap<T extends object>(port: T, name: string): T {
    return new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        const path = `${name}.${String(key)}`;
        if (typeof value === 'function')
          return (...args: unknown[]) => call(path, () => value.apply(target, args));
        return typeof value === 'object' && value !== null ? wrap(value, path) : value;
      },
    });
  }

  return {
    wrap,
    calls,
    arm(number, kind) {
      armed = { call: number, kind };
    },
    revive() {
      dead = false;
      armed = undefined;
    },
  };
}
