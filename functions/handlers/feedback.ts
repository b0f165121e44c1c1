/**
 * Lambda entry: SES's events by SNS and SQS, up to ten a call. Each message that fails comes back alone; what is no
 * event of SES fails too and ends among the dead letters, where the operator sees it.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseSesEvent } from '../domain/email/ses-event.ts';
import { feedback } from '../pipeline/feedback.ts';
import { keyring } from './keys.ts';
import { base, sender } from './runtime.ts';

export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const deps = { ...base(), keyring: await keyring(), sender: sender() };
  const failed: string[] = [];
  for (const record of Records) {
    try {
      await handleRecord(deps, record);
    } catch (fault) {
      console.error(`message ${record.messageId} stays in the queue:`, fault);
      failed.push(record.messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function handleRecord(
  deps: Parameters<typeof feedback>[0],
  { messageId, body }: SQSRecord,
): Promise<void> {
  const event = parseSesEvent(body);
  if (!event) throw new Error('not an event of SES');
  const outcome = await feedback(deps, event);
  if (outcome === 'operator') console.warn(`SES refused a mail of ours: message ${messageId}`);
}
