/** The layering holds: .dependency-cruiser.mjs, with the proof that it looked at something. */
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';

async function cruiseAll(): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions('./.dependency-cruiser.mjs');
  const result: IReporterOutput = await cruise(
    ['functions', 'infra', 'tests'],
    { ...options, validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  return result.output as ICruiseResult;
}

describe('the layers', () => {
  it('are kept by every import', { timeout: 60_000 }, async () => {
    const { summary } = await cruiseAll();
    const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
    expect(summary.totalCruised).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });
});
