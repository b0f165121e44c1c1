/** `npm run watchword -- …`: the operator's command line, on the streams and the environment of this process. */
import { allowedOrigins, connect, filesFrom } from './connect.ts';
import { run } from './run.ts';

// The SDK says under Node 20 that it will drop it in January 2027; docs/adr tells what we do about it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// A reader that has seen enough (`| head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
  input: process.stdin,
  filesFrom: filesFrom(process.env, process.cwd()),
  allowOrigins: allowedOrigins(process.env, process.cwd()),
  connect: () => connect(process.env, process.cwd()),
});
