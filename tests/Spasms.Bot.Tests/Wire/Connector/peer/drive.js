// Microsoft's own Bot Framework code as the other side: calls the bot as a parent bot calls a skill, and takes its answers as a
// channel service does. Prints what it saw as one line of JSON.
// usage: node drive.js BOT PORT
const http = require('http');
const { BotFrameworkHttpClient, ChannelServiceHandler, ChannelServiceRoutes } = require('botbuilder');
const { AuthenticationConfiguration, SimpleCredentialProvider } = require('botframework-connector');

const [bot, port] = process.argv.slice(2);
const nobody = new SimpleCredentialProvider('', '');
const delivered = [];

class Channel extends ChannelServiceHandler {
  async onReplyToActivity(claims, conversationId, activityId, activity) {
    delivered.push({ conversationId, activityId, text: activity.text, replyToId: activity.replyToId, citations: activity.entities?.[0]?.citation?.length ?? 0 });
    return { id: 'theirs' };
  }

  async onSendToConversation(claims, conversationId, activity) {
    delivered.push({ conversationId, activityId: null, text: activity.text });
    return { id: 'theirs' };
  }
}

// As much of a web server as the routes ask for: patterns with names in them.
function server(register) {
  const routes = [];
  const add = method => (pattern, handler) => routes.push({
    method,
    parts: pattern.split('/'),
    handler,
  });
  register({ post: add('POST'), get: add('GET'), put: add('PUT'), del: add('DELETE') });
  return http.createServer((request, response) => {
    const parts = request.url.split('?')[0].split('/');
    const route = routes.find(r => r.method === request.method && r.parts.length === parts.length && r.parts.every((p, i) => p.startsWith(':') || p === parts[i]));
    request.params = Object.fromEntries((route?.parts ?? []).map((p, i) => [p.slice(1), decodeURIComponent(parts[i])]).filter((_, i) => route.parts[i].startsWith(':')));
    response.status = code => { response.statusCode = code; };
    response.send = body => response.write(typeof body === 'string' ? body : JSON.stringify(body));
    route ? route.handler(request, response, () => {}) : response.writeHead(404).end();
  });
}

const activity = (text, id, more) => ({
  type: 'message', text, id, channelId: 'test', from: { id: 'ann' }, recipient: { id: 'bot' }, conversation: { id: 'a:1|x' }, ...more,
});

(async () => {
  const channel = new Channel(nobody, new AuthenticationConfiguration());
  const listening = server(s => new ChannelServiceRoutes(channel).register(s, '')).listen(Number(port), '127.0.0.1');
  await new Promise(done => listening.once('listening', done));

  const client = new BotFrameworkHttpClient(nobody);
  const post = message => client.postActivity('', '', bot + '/api/messages', `http://127.0.0.1:${port}`, 'a:1|x', message);
  const expected = await post(activity('hello', 'm|1', { deliveryMode: 'expectReplies' }));
  const normal = await post(activity('cite', 'm|2'));
  const joined = await post(activity(undefined, 'm|3', { type: 'conversationUpdate', membersAdded: [{ id: 'bob' }] }));
  const until = Date.now() + 15000;
  while (delivered.length < 1 && Date.now() < until) {
    await new Promise(done => setTimeout(done, 20));
  }

  console.log(JSON.stringify({ statuses: [expected.status, normal.status, joined.status], replies: expected.body.activities, delivered }));
  process.exit(0);
})().catch(fault => {
  console.error(fault.stack);
  process.exit(1);
});
