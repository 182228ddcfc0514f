// Turns the plain form into Web Chat, in the same conversation. Whatever fails on the way, the form stays.
import { askAgain, mustAsk, watchSilence } from './again.js';
import { cardLook, hasCard } from './cards.js';
import { afterThumb, closeJudge, isThumb } from './judge.js';
import { element, form, host, say, sayNothing, script, words } from './page.js';
import { openSession } from './session.js';
import { listen, takeAccent, tell } from './site.js';
import { styles } from './styles.js';
import { showTicks } from './ticks.js';
import { startTools } from './tools.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

// Connection states of Direct Line that mean: nothing gets through any more.
const lost = new Set([3, 4, 5]);

// What was sent and not yet confirmed, by the client's id of it.
const underWay = new Map();
let hasPosted = false;
let connect;
let isRenewing = false;
let renewedAt = 0;

tell('here');
takeAccent();
startTools();
listen(act);
start().catch(() => {
  say(words.noChat);
  tell('ready');
});

async function start() {
  const loaded = loadWebChat();
  loaded.catch(() => {});
  let session = words.mustAsk ? { mustAsk: true } : await openSession({ continue: !mustAsk() });
  if (session.mustAsk) {
    tell('ready');
    await askAgain();
    session = await openSession({ continue: true });
  }

  await loaded;
  watchSilence();
  const store = WebChat.createStore({}, middleware);
  let directLine;
  const draw = () => WebChat.renderWebChat({
    directLine,
    store,
    locale: 'en-US',
    nonce: script.nonce,
    styleOptions: styles(),
    adaptiveCardsHostConfig: cardLook(),
    activityMiddleware: framed,
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: words.hint },
  }, host);
  connect = opened => {
    directLine = WebChat.createDirectLine({ domain: new URL(opened.domain, location.href).href, token: opened.token });
    draw();
  };
  watchDrawing();
  connect(session);
  for (const [place, event] of [[dark, 'change'], [document, 'spasms-look']]) {
    place.addEventListener(event, () => {
      takeAccent();
      draw();
    });
  }

  host.store = store;
}

function loadWebChat() {
  return new Promise((done, failed) => {
    const tag = document.createElement('script');
    tag.src = '/lib/webchat.js';
    tag.nonce = script.nonce;
    tag.onload = done;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

// Sees everything that goes between Web Chat and Direct Line.
function middleware({ dispatch, getState }) {
  return next => action => {
    const activity = action.payload?.activity;
    switch (action.type) {
      case 'DIRECT_LINE/CONNECT_FULFILLED':
        takeOver(dispatch);
        break;
      case 'DIRECT_LINE/CONNECT_REJECTED':
        giveBack();
        break;
      case 'DIRECT_LINE/UPDATE_CONNECTION_STATUS':
        if (lost.has(action.payload.connectionStatus)) {
          renew(dispatch, getState);
        }

        break;
      case 'DIRECT_LINE/POST_ACTIVITY':
        // The notice that stood above the line goes with the message that was sent under it.
        if (activity.type === 'message') {
          return next({ ...action, payload: { ...action.payload, activity: { ...activity, channelData: { ...activity.channelData, notice: words.notice } } } });
        }

        break;
      case 'DIRECT_LINE/POST_ACTIVITY_PENDING':
        posting(activity, action.meta?.clientActivityID, dispatch);
        break;
      case 'DIRECT_LINE/POST_ACTIVITY_REJECTED':
        say(words.notSent);
        break;
      case 'DIRECT_LINE/POST_ACTIVITY_FULFILLED':
        underWay.delete(action.meta?.clientActivityID);
        sayNothing(activity?.type === 'message');
        break;
      case 'DIRECT_LINE/INCOMING_ACTIVITY':
        return next(incoming(action, dispatch));
    }

    return next(action);
  };
}

function posting(activity, id, dispatch) {
  if (isThumb(activity)) {
    afterThumb(activity, dispatch);
  } else if (activity.type === 'message') {
    hasPosted = true;
    underWay.set(id, activity.text ?? '');
    announce('polite');
    closeJudge();
    showTicks(null, dispatch);
  }
}

function incoming(action, dispatch) {
  const { activity } = action.payload;
  if (activity.type !== 'message') {
    return action;
  }

  const isPerson = activity.from?.role === 'user';
  if (isPerson && activity.channelData?.notice === words.notice) {
    // Who has sent a message under it has read it: a small screen needs the room.
    document.body.classList.add('agreed');
  }

  const isMany = !isPerson && activity.channelData?.question?.type === 'choices';
  showTicks(isMany ? activity : null, dispatch);
  if (!isPerson) {
    // What was said before this page opened is no news.
    announce(hasPosted && activity.channelData?.urgency === 'emergency' ? 'assertive' : 'polite', activity.locale);
    if (hasPosted) {
      tell('reply');
    }
  }

  const shown = { ...activity };
  if (isMany) {
    shown.suggestedActions = undefined;
  }

  // A card has the same words as the text: one of the two is enough.
  if (hasCard(activity)) {
    shown.text = undefined;
  }

  return { ...action, payload: { ...action.payload, activity: shown } };
}

// Web Chat reads each message out once, in its own live region: an emergency interrupts, and another language is named.
function announce(manner, language) {
  const region = host.querySelector('.webchat__live-region-transcript');
  region?.setAttribute('aria-live', manner);
  region?.setAttribute('lang', language ?? 'en');
}

// The token ran out or the line broke, as after a night's sleep: a new one in the same conversation. No words get lost.
async function renew(dispatch, getState) {
  if (isRenewing) {
    return;
  }

  isRenewing = true;
  await new Promise(done => setTimeout(done, Math.max(0, renewedAt + 10_000 - Date.now())));
  renewedAt = Date.now();
  try {
    const typed = getState().sendBoxValue || [...underWay.values()].pop();
    connect(await openSession({ continue: true }));
    underWay.clear();
    say('');
    if (typed) {
      dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: typed } });
    }
  } catch {
    say(words.notSent);
    setTimeout(() => renew(dispatch, getState), 20_000);
  } finally {
    isRenewing = false;
  }
}

// Frames what is urgent and names a language other than the page's. Web Chat's bundle does not give out React, so the
// frame is made from the element that it drew.
function framed() {
  return next => card => {
    const render = next(card);
    const { channelData, locale, text } = card.activity ?? {};
    const urgency = channelData?.urgency;
    const language = locale && !/^en\b/i.test(locale) && card.activity.from?.role !== 'user' ? locale : undefined;
    if (!render || (!urgency && !language)) {
      return render;
    }

    // The level is named once: a result begins with a heading that says it.
    const name = urgency && !hasCard(card.activity) && !text?.startsWith('**') ? words.levels[urgency] ?? urgency : '';
    return (...args) => {
      const drawn = render(...args);
      return drawn?.$$typeof
        ? remade(drawn, 'div', 'care', {
          lang: language,
          className: urgency ? `webchat-care care ${urgency}-level` : undefined,
          children: [name && remade(drawn, 'p', 'level', { className: 'level', children: name }), remade(drawn, drawn.type, 'said', drawn.props)],
        })
        : drawn;
    };
  };
}

function remade(drawn, type, key, props) {
  return { ...drawn, type, key, ref: null, props };
}

// The list of sources below an answer opens on demand: the numbers in the text lead there all the same. And check boxes,
// room for a comment and what is kept stand over the line to write in, which is Web Chat's.
function watchDrawing() {
  const panels = ['ticks', 'judge'].map(id => document.getElementById(id));
  const kept = element('p', { className: 'kept', textContent: words.kept });
  new MutationObserver(changes => {
    for (const node of changes.flatMap(change => [...change.addedNodes])) {
      for (const list of node.querySelectorAll?.('details.webchat__link-definitions[open]') ?? []) {
        list.open = false;
      }
    }

    const line = host.querySelector('.webchat__send-box__main');
    if (line && kept.nextElementSibling !== line) {
      line.before(...panels, kept);
    }
  }).observe(host, { childList: true, subtree: true });
}

// Only now does the form go: Web Chat is connected. What was being typed goes along.
function takeOver(dispatch) {
  if (!host.hidden) {
    return;
  }

  const input = document.getElementById('text');
  const hadFocus = form?.contains(document.activeElement);
  if (input?.value) {
    dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: input.value } });
  }

  form?.setAttribute('hidden', '');
  host.hidden = false;
  document.body.classList.add('live');
  say('');
  tell('ready');
  if (hadFocus) {
    focusSendBox(dispatch);
  }
}

function giveBack() {
  host.hidden = true;
  showTicks(null, () => {});
  form?.removeAttribute('hidden');
  document.body.classList.remove('live');
  say(words.noChat);
  tell('ready');
}

// What the site around this page asks for.
function act(word) {
  if (word === 'focus') {
    (host.hidden ? document.getElementById('text') : host.querySelector('[data-id="webchat-sendbox-input"]'))?.focus();
  }
}

function focusSendBox(dispatch) {
  dispatch({ type: 'WEB_CHAT/SET_FOCUS', payload: { where: 'sendBox' } });
  host.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
}
