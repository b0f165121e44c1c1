import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../../../infra/local/ses/delivery.ts';

const events = ['a', 'b'].map((id) => ({ id, body: `body of ${id}` }));

/** A delivery to a reader that fails for the first `failures` calls. */
function deliveryWith(failures: number) {
  const log: string[] = [];
  let calls = 0;
  const delivery = createDelivery({
    async read(body) {
      log.push(body);
      if (++calls <= failures) throw new Error('not now');
    },
    delivered: async (id) => void log.push(`delivered ${id}`),
    report: () => log.push('reported'),
    retryAfterMs: [0, 0],
  });
  return { delivery, log };
}

describe('an event', () => {
  it('is delivered once, after the one before it', async () => {
    const { delivery, log } = deliveryWith(0);
    delivery.deliver(events);
    await delivery.settled();
    expect(log).toEqual(['body of a', 'delivered a', 'body of b', 'delivered b']);
  });

  it('whose reader failed comes again', async () => {
    const { delivery, log } = deliveryWith(2);
    delivery.deliver(events.slice(0, 1));
    await delivery.settled();
    expect(log).toEqual(['body of a', 'body of a', 'body of a', 'delivered a']);
  });

  it('that keeps failing is reported and holds up no other', async () => {
    const { delivery, log } = deliveryWith(3);
    delivery.deliver(events);
    await delivery.settled();
    expect(log.slice(3)).toEqual(['reported', 'body of b', 'delivered b']);
  });

  it('is not begun once closing has', async () => {
    const { delivery, log } = deliveryWith(0);
    delivery.deliver(events);
    await delivery.close();
    expect(log).toEqual([]);
  });
});
