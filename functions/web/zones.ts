/** The time zones of the list to choose from, by city. Others, such as old names, are taken too but not offered. */

export type ZoneGroup = {
  readonly region: string;
  readonly zones: readonly { readonly zone: string; readonly city: string }[];
};

/** Ordered by region and city. UTC stands alone and is not in it. */
export const ZONE_GROUPS: readonly ZoneGroup[] = groupZones(Intl.supportedValuesOf('timeZone'));

/** `Buenos Aires, Argentina` for `America/Argentina/Buenos_Aires`. */
export function cityOf(zone: string): string {
  const [city = zone, ...within] = zone.replaceAll('_', ' ').split('/').slice(1).reverse();
  return [city, ...within].join(', ');
}

function groupZones(zones: readonly string[]): readonly ZoneGroup[] {
  const groups = new Map<string, { zone: string; city: string }[]>();
  for (const zone of zones.filter((name) => name.includes('/') && !name.startsWith('Etc/'))) {
    const region = zone.slice(0, zone.indexOf('/'));
    groups.set(region, [...(groups.get(region) ?? []), { zone, city: cityOf(zone) }]);
  }
  const ordered = [...groups].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return ordered.map(([region, cities]) => ({
    region,
    zones: cities.sort((a, b) => a.city.localeCompare(b.city, 'en')),
  }));
}
