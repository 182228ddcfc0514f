// Drives the unmodified botframework-directlinejs into what ends a talk, and prints what it saw as one line of JSON: an expired
// token, replaced by one that the site's own server asks for, or a conversation that its person had removed.
// usage: node drive-end.js BOT ws|poll expired SECRET TOKEN CONVERSATION, or node drive-end.js BOT ws|poll forgotten
const { DirectLine, ConnectionStatus, sockets } = require('./client');

const [bot, mode, end, secret, token, conversationId] = process.argv.slice(2);
const domain = bot + 'v3/directline';
const seen = [];
const statuses = [];
const errors = [];

const until = async (what, test, seconds = 90) => {
  for (const last = Date.now() + seconds * 1000; Date.now() < last; ) {
    if (await test()) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}; saw ${JSON.stringify(seen.map(a => a.text))}, ${statuses}`);
};

const call = async (path, body, bearer) => {
  const headers = { 'Content-Type': 'application/json', Origin: new URL(bot).origin, ...(bearer && { Authorization: `Bearer ${bearer}` }) };
  const answer = await fetch(bot + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  return { status: answer.status, ...(await answer.json()) };
};

const post = (line, text, id) =>
  new Promise(resolve =>
    line
      .postActivity({ type: 'message', text, from: { id: 'me', role: 'user' }, channelData: { clientActivityID: id } })
      .subscribe(resolve, fault => resolve(String(fault)))
  );

(async () => {
  const person = end === 'forgotten' ? await call('chat/session', {}) : { token, conversationId };
  const line = new DirectLine({ domain, token: person.token, webSocket: mode === 'ws', pollingInterval: 1000, timeout: 5000 });
  line.connectionStatus$.subscribe(status => statuses.push(ConnectionStatus[status]));
  line.activity$.subscribe(activity => seen.push(activity), error => errors.push(String(error)));
  await until('the greeting', () => seen.length >= 1);
  await post(line, 'hello', 'c-1');
  await until('the first answer', () => seen.length >= 3);

  const path = `v3/directline/conversations/${person.conversationId}`;
  let late;
  if (end === 'forgotten') {
    await call('chat/forget', { resumeKey: person.resumeKey });
    if (mode === 'ws') sockets[sockets.length - 1].terminate();
    await until('the end', () => statuses.includes('Ended') || errors.length > 0);
    late = await post(line, 'late', 'c-2');
  } else {
    // The sign for the clock to be moved on; the answer to it may come before or after that.
    await post(line, 'ready', 'c-2');
    await until('the token to expire', async () => (await call(path + '/activities', undefined, person.token)).status === 403);
    late = await post(line, 'late', 'c-3');
    await until('the word that it expired', () => statuses.includes('ExpiredToken'));
    line.reconnect(await call(`${path}?watermark=${seen.length}`, undefined, secret));
    await post(line, 'late', 'c-3');
    await until('the last answer', () => new Set(seen.map(a => a.id)).size >= 7);
  }

  console.log(JSON.stringify({ late, statuses, errors, seen }));
  process.exit(0);
})().catch(fault => {
  console.error(fault.message);
  process.exit(1);
});
