/** Changes one switch of the service and leaves the others as they stand. */
import type { ServiceSettings } from '../../functions/ports/store/sending.ts';
import type { Connected } from './connect.ts';

/** @returns what stands now. A service that was never switched begins with sending off and sign-up closed. */
export async function changeSettings(
  { store, clock }: Pick<Connected, 'store' | 'clock'>,
  change: Partial<ServiceSettings>,
): Promise<ServiceSettings> {
  const before = await store.sending.settings();
  const standing = before ?? { sending: 'off', sendFrom: clock.now(), signUp: 'closed' };
  const settings: ServiceSettings = { ...standing, ...change };
  await store.sending.putSettings(settings);
  return settings;
}
