/** A network that loses replies: the request arrives and is carried out, and its answer never comes. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Lossy = {
  /** Requests sent since `lose` was called, those that the client repeats included. */
  readonly sent: () => number;
  /** Loses the reply of the request with this number, from 1; 0 loses none. */
  lose(number: number): void;
};

/** Put below the client's own retries, which then do what they do on AWS. */
export function loseReplies(client: DynamoDBClient): Lossy {
  let sent = 0;
  let lost = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const number = ++sent;
      const answer = await next(args).catch((error: unknown) => error);
      if (number === lost) throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      if (answer instanceof Error) throw answer;
      return answer as Awaited<ReturnType<typeof next>>;
    },
    { step: 'finalizeRequest', priority: 'low', name: 'loseReplies' },
  );
  return {
    sent: () => sent,
    lose(number) {
      sent = 0;
      lost = number;
    },
  };
}
