/**
 * The tests' Store: all in memory, with the conditional semantics that the ports document. Each method is atomic,
 * and nothing expires by itself; rows are kept as given, so what is read is what was written.
 */
import type { Store } from '../../functions/ports/store/index.ts';
import { memoryAddresses } from './memory-store/addresses.ts';
import { memoryDigests } from './memory-store/digests.ts';
import { memoryDue } from './memory-store/due.ts';
import { memoryFeeds } from './memory-store/feeds.ts';
import { memoryGroups } from './memory-store/groups.ts';
import { memoryMatches } from './memory-store/matches.ts';
import { emptyMemory, type Memory } from './memory-store/memory.ts';
import { memoryPatterns } from './memory-store/patterns.ts';
import { memoryRequests } from './memory-store/requests.ts';
import { memorySending } from './memory-store/sending.ts';
import { memorySubscribers } from './memory-store/subscribers.ts';

/** @param memory Its rows, for a test that looks at all of them; empty at first. */
export function createMemoryStore(memory: Memory = emptyMemory()): Store {
  return {
    due: memoryDue(memory),
    groups: memoryGroups(memory),
    feeds: memoryFeeds(memory),
    patterns: memoryPatterns(memory),
    matches: memoryMatches(memory),
    subscribers: memorySubscribers(memory),
    digests: memoryDigests(memory),
    requests: memoryRequests(memory),
    addresses: memoryAddresses(memory),
    sending: memorySending(memory),
  };
}
