/** Runs before each test file: no machine settings leak into a test, and the SDK's note on Node 20 stays quiet. */
process.env.TZ = 'UTC';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
for (const name of Object.keys(process.env)) {
  if (name.startsWith('WATCHWORD_') || name === 'DATA_DIR' || name === 'PORT') delete process.env[name];
}
