/** Lets something happen at one point between two calls of a stage: what another process does meanwhile. */

/** The port with one method after which `act` runs, the first time only. `path` as in `subscribers.claim`. */
export function meanwhile<T extends object>(
  port: T,
  path: string,
  when: 'before' | 'after',
  act: () => unknown,
): T {
  let pending = true;
  const wrap = <P extends object>(part: P, prefix: string): P =>
    new Proxy(part, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        const name = `${prefix}${String(key)}`;
        if (typeof value === 'object' && value !== null) return wrap(value, `${name}.`);
        if (typeof value !== 'function' || name !== path) {
          return typeof value === 'function' ? value.bind(target) : value;
        }
        return async (...args: unknown[]) => {
          const now = pending;
          pending = false;
          if (now && when === 'before') await act();
          const result: unknown = await value.apply(target, args);
          if (now && when === 'after') await act();
          return result;
        };
      },
    });
  return wrap(port, '');
}
