// The way to this person's conversation, and what this browser remembers of it.
const keyName = 'spasms-resume';
const hereName = 'spasms-here';
// Kept here too: some browsers give a frame on another site no storage at all.
let lastSeen = 0;
let resumeKey;

export async function openSession(wish = {}) {
  const session = await post('/chat/session', { resumeKey: readKey(), ...wish });
  if (!session.mustAsk) {
    resumeKey = session.resumeKey;
    write('localStorage', keyName, resumeKey);
    stay();
  }

  return session;
}

// All that is kept about this person goes, and then the way to it.
export async function forget() {
  const { receipt } = await post('/chat/forget', { resumeKey: readKey() });
  leaveBrowser();
  return receipt;
}

// What is kept stays; this browser loses its way to it.
export async function leave() {
  leaveBrowser();
  await post('/chat/leave', {});
}

// When somebody was last seen here; a frame on another site has no cookie to remember it by.
export function stay() {
  lastSeen = Date.now();
  write('sessionStorage', hereName, String(lastSeen));
}

export function silentMinutes() {
  return (Date.now() - Math.max(lastSeen, Number(read('sessionStorage', hereName) ?? 0))) / 60000;
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }

  return answer.json();
}

function leaveBrowser() {
  resumeKey = undefined;
  for (const [store, name] of [['localStorage', keyName], ['sessionStorage', hereName]]) {
    try {
      window[store].removeItem(name);
    } catch {
      // Storage is switched off: then there is nothing in it.
    }
  }
}

function readKey() {
  return read('localStorage', keyName) ?? resumeKey;
}

function read(store, name) {
  try {
    return window[store].getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(store, name, value) {
  try {
    window[store].setItem(name, value);
  } catch {
    // Storage is switched off: the cookie alone keeps the conversation.
  }
}
