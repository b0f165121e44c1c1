/** Frozen digests, the mail of each, and the hashes of the articles that a subscriber was sent. */
import type { MailRecord } from '../../domain/digest/digest.ts';
import { sentHash } from '../../domain/digest/sent-hash.ts';
import type { DigestStore } from '../../ports/store/digests.ts';
import type { Item } from './attribute-value.ts';
import type { Action } from './expression.ts';
import { digestItems, readDigest } from './frozen-digest.ts';
import { digestKey, MAIL_PREFIX, mailKey, SENT_END, sentKey } from './keys.ts';
import { contentOf, NEWS_LIVES_MS, ttlAt } from './row.ts';
import type { Tables } from './table.ts';

const DAY_MS = 86_400_000;
const SENT_DAYS = 35;

export function dynamoDigests({ news }: Tables): DigestStore {
  return {
    async freeze(digest) {
      const { head, parts } = digestItems(digest);
      for (const item of parts) await news.write({ kind: 'put', item });
      const frozen = await news.write({ kind: 'put', item: head, when: 'attribute_not_exists(#pk)' });
      if (frozen.kind === 'written' || !frozen.old) return digest;
      return readDigest(news, digest.sid, digest.id, frozen.old);
    },
    async get(sid, id) {
      const head = await news.get(digestKey(sid, id));
      return head && readDigest(news, sid, id, head);
    },
    async mails(sid, limit) {
      const values = { pk: mailKey(sid, '').pk, prefix: MAIL_PREFIX };
      const where = '#pk = :pk AND begins_with(#sk, :prefix)';
      return (await news.query({ where, values, limit, newestFirst: true })).map(mailOf);
    },
    async mail(sid, digest) {
      const item = await news.get(mailKey(sid, digest));
      return item && mailOf(item);
    },
    async record(mail) {
      const recorded = await news.write(recordMail(mail));
      // An outcome `sent` stands; whatever else the record brings is kept.
      if (recorded.kind === 'refused') await news.write(recordMail({ ...mail, outcome: 'sent' }));
    },
    async addSent(sid, at, articles) {
      if (articles.length === 0) return;
      const hashes = [...new Set(articles.map(sentHash))].map((hash) => Buffer.from(hash, 'base64url'));
      const dayEnds = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
      await news.write({
        kind: 'update',
        key: sentKey(sid, at),
        set: '#ttl = :ttl',
        add: '#hashes :hashes',
        values: { hashes: new Set(hashes), ttl: ttlAt(dayEnds + SENT_DAYS * DAY_MS) },
      });
    },
    async sent(sid, now) {
      const { pk, sk: from } = sentKey(sid, now - SENT_DAYS * DAY_MS);
      const where = '#pk = :pk AND #sk BETWEEN :from AND :to';
      const days = await news.query({ where, values: { pk, from, to: SENT_END } });
      const hashes = days.flatMap((day) => [...(day.hashes as ReadonlySet<Uint8Array>)]);
      return new Set(hashes.map((hash) => Buffer.from(hash).toString('base64url')));
    },
  };
}

type StoredMail = Omit<MailRecord, 'at'> & { readonly recordedAt: number };

function mailOf(item: Item): MailRecord {
  const { recordedAt, ...mail } = contentOf<StoredMail>(item);
  return { ...mail, at: recordedAt };
}

/** The time is stored as `recordedAt`: a top-level `at` would copy the row into the index by time. */
function recordMail({ at, outcome, ...given }: Parameters<DigestStore['record']>[0]): Action {
  const isEnding = outcome !== undefined && outcome !== 'sent';
  const set = [
    '#recordedAt = if_not_exists(#recordedAt, :at)',
    '#ttl = if_not_exists(#ttl, :ttl)',
    outcome === undefined ? '#outcome = if_not_exists(#outcome, :outcome)' : '#outcome = :outcome',
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`#${name} = :${name}`])),
  ];
  return {
    kind: 'update',
    key: mailKey(given.sid, given.digest),
    set: set.join(', '),
    ...(isEnding && { when: 'attribute_not_exists(#outcome) OR #outcome <> :sent' }),
    values: { ...given, at, ttl: ttlAt(at + NEWS_LIVES_MS), outcome: outcome ?? 'open', sent: 'sent' },
  };
}
