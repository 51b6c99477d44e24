// @ts-check
// What Lambda's Node runtime does with a function: load it, ask the Runtime API for an event, post the answer, ask again.
// Plain JavaScript, because a loader would be most of what is measured. Each question tells how long it took to get there.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// By `require`, as theirs (aws-lambda-ric 3.3): an `import` of it loads Node's fetch too, as long as Node itself takes.
const require = createRequire(import.meta.url);
const { request } = require('node:http');
const { PassThrough } = require('node:stream');
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
const streaming = new WeakSet();
Object.assign(globalThis, {
  awslambda: {
    /** @param {object} handler */
    streamifyResponse: (handler) => {
      streaming.add(handler);
      return handler;
    },
  },
});

const folder = process.argv[2] ?? '.';
process.chdir(folder);
const { handler } = await import(pathToFileURL(`${folder}/index.mjs`).href);
for (;;) {
  const { id, event } = await nextEvent();
  const answering = post(`${api}/${id}/response`);
  if (streaming.has(handler)) {
    const stream = Object.assign(new PassThrough(), { setContentType: () => undefined });
    stream.pipe(answering.sent);
    await handler(event, stream, {});
  } else {
    answering.sent.end(JSON.stringify(await handler(event, {})));
  }
  await answering.taken;
}

/** @returns {Promise<{ id: string, event: unknown }>} */
function nextEvent() {
  const { user, system } = process.cpuUsage();
  const at = performance.timeOrigin + performance.now();
  const mark = JSON.stringify({ atMs: at, cpuMs: (user + system) / 1000 });
  return new Promise((resolve, reject) => {
    request(`${api}/next`, { headers: { 'x-mark': mark } }, async (response) => {
      // Nothing more is to be done: the bench has what it wanted.
      if (response.statusCode === 410) process.exit();
      const id = String(response.headers['lambda-runtime-aws-request-id']);
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ id, event: JSON.parse(text) });
    })
      .on('error', reject)
      .end();
  });
}

/** @param {string} url */
function post(url) {
  const sent = request(url, { method: 'POST' });
  const taken = new Promise((resolve, reject) => {
    sent.on('error', reject).on('response', (response) => response.resume().on('end', resolve));
  });
  return { sent, taken };
}
