/**
 * The named points at which the service kills itself: each lies between two awaits of the protocol, where a crash
 * once lost or doubled something in a model of it.
 */
import { writeSync } from 'node:fs';
import type { Mailer, OutgoingMail } from '../../../functions/ports/mailer.ts';
import type { Store } from '../../../functions/ports/store/index.ts';

type Point = {
  /** Of the Store (`feeds.commit`) or the Mailer (`send`). */
  readonly call: string;
  readonly when: 'before' | 'after';
  /** A call that must have been made first: then there is something to lose. */
  readonly once?: string;
};

export const POINTS = {
  'after match rows': { call: 'patterns.mark', when: 'before' },
  'before feed commit': { call: 'feeds.commit', when: 'before', once: 'patterns.mark' },
  'before the group is finished': { call: 'groups.finish', when: 'before', once: 'patterns.mark' },
  'before the mark is cleared': { call: 'patterns.clear', when: 'before' },
  'after freeze': { call: 'digests.freeze', when: 'after' },
  'after claim': { call: 'subscribers.claim', when: 'after' },
  'after SES accepted': { call: 'send', when: 'after' },
  'before the sent articles are noted': { call: 'digests.addSent', when: 'before' },
  'before finalise': { call: 'subscribers.finalise', when: 'before' },
} as const satisfies Record<string, Point>;

export type PointName = keyof typeof POINTS;

/** Wraps both ports so that this process kills itself at the point. */
export function killAt(name: PointName): { store(store: Store): Store; mailer(mailer: Mailer): Mailer } {
  const point: Point = POINTS[name];
  const made = new Set<string>();

  function die(): void {
    writeSync(1, `killed ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  }

  async function run(call: string, args: readonly unknown[], work: () => unknown): Promise<unknown> {
    const here = call === point.call && (!point.once || made.has(point.once)) && !isCanary(call, args);
    if (here && point.when === 'before') die();
    const result = await work();
    if (here && point.when === 'after') die();
    made.add(call);
    return result;
  }

  function wrap<T extends object>(port: T, path: string): T {
    return new Proxy(port, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        const call = path + String(key);
        if (typeof value === 'function')
          return (...args: unknown[]) => run(call, args, () => value.apply(target, args));
        return typeof value === 'object' && value !== null ? wrap(value, `${call}.`) : value;
      },
    });
  }

  return { store: (store) => wrap(store, ''), mailer: (mailer) => wrap(mailer, '') };
}

function isCanary(call: string, args: readonly unknown[]): boolean {
  return call === 'send' && (args[0] as OutgoingMail).tags.stream !== 'digest';
}
