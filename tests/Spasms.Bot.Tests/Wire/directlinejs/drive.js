// Drives the unmodified botframework-directlinejs against a running host and prints what it saw as one line of JSON.
// usage: node drive.js DOMAIN TOKEN ws|poll
const { DirectLine, ConnectionStatus, sockets } = require('./client');

const [domain, token, mode] = process.argv.slice(2);
const seen = [];
const resumed = [];
const statuses = [];
const errors = [];

const until = async (what, test, seconds = 40) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (test()) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain for ${what}; saw ${JSON.stringify(seen.map(a => a.text))}`);
};

const post = (line, text, id) =>
  new Promise((resolve, reject) =>
    line
      .postActivity({ type: 'message', text, from: { id: 'me', role: 'user' }, channelData: { clientActivityID: id } })
      .subscribe(resolve, reject)
  );

(async () => {
  const options = { domain, token, webSocket: mode === 'ws', pollingInterval: 200 };
  const line = new DirectLine(options);
  line.connectionStatus$.subscribe(status => statuses.push(ConnectionStatus[status]));
  line.activity$.subscribe(activity => seen.push(activity), error => errors.push(String(error)));

  await until('the greeting', () => seen.length >= 1);
  const hello = await post(line, 'hello', 'c-1');
  const again = await post(line, 'hello', 'c-1');
  await until('the first answer', () => seen.length >= 3);

  // What is said while the socket is away must come after it is back, once.
  if (mode === 'ws') sockets[sockets.length - 1].terminate();
  const away = await post(line, 'away', 'c-2');
  await until('the second answer', () => seen.length >= 5);

  const back = new DirectLine({ ...options, conversationId: seen[0].conversation.id, watermark: '3' });
  back.activity$.subscribe(activity => resumed.push(activity));
  await until('the resumed answer', () => resumed.length >= 2);
  const last = await post(back, 'last', 'c-3');
  await until('the last answer', () => seen.length >= 7 && resumed.length >= 4);

  console.log(JSON.stringify({ ids: [hello, again, away, last], statuses, errors, sockets: sockets.length, seen, resumed }));
  process.exit(0);
})().catch(fault => {
  console.error(fault.message);
  process.exit(1);
});
