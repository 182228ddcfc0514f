// Turns the plain form into Web Chat, in the same conversation. Whatever fails on the way, the form stays.
const script = document.getElementById('chat-script');
const form = document.getElementById('form');
const host = document.getElementById('webchat');
const ticks = document.getElementById('ticks');
const notice = document.getElementById('alert');
const dark = matchMedia('(prefers-color-scheme: dark)');
const keyName = 'spasms-resume';

const levels = {
  emergency: script.dataset.emergency,
  urgent: script.dataset.urgent,
  routine: script.dataset.routine,
  'self-care': script.dataset.selfCare,
};

// Connection states of Direct Line that mean: nothing gets through any more.
const lost = new Set([3, 4, 5]);

start().catch(() => say(script.dataset.noChat));
document.getElementById('afresh')?.addEventListener('submit', afresh);

async function start() {
  const [session] = await Promise.all([openSession({ resumeKey: readKey() }), loadWebChat()]);
  const directLine = WebChat.createDirectLine({ domain: new URL(session.domain, location.href).href, token: session.token });
  const store = WebChat.createStore({}, middleware);
  const draw = () => WebChat.renderWebChat({
    directLine,
    store,
    locale: 'en-US',
    nonce: script.nonce,
    styleOptions: styles(),
    adaptiveCardsHostConfig: cardLook(),
    activityMiddleware: careCard,
    overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: host.dataset.hint },
  }, host);
  foldReferences();
  draw();
  dark.addEventListener('change', draw);
  host.store = store;
}

async function openSession(wish) {
  const answer = await fetch('/chat/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
  });
  if (!answer.ok) {
    throw new Error(`session: ${answer.status}`);
  }

  const session = await answer.json();
  writeKey(session.resumeKey);
  return session;
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
function middleware({ dispatch }) {
  return next => action => {
    switch (action.type) {
      case 'DIRECT_LINE/CONNECT_FULFILLED':
        takeOver(dispatch);
        break;
      case 'DIRECT_LINE/CONNECT_REJECTED':
        giveBack();
        break;
      case 'DIRECT_LINE/UPDATE_CONNECTION_STATUS':
        if (lost.has(action.payload.connectionStatus)) {
          say(script.dataset.notSent);
        }

        break;
      case 'DIRECT_LINE/POST_ACTIVITY_PENDING':
        showTicks(null, dispatch);
        foldAbout();
        break;
      case 'DIRECT_LINE/POST_ACTIVITY_REJECTED':
        say(script.dataset.notSent);
        break;
      case 'DIRECT_LINE/POST_ACTIVITY_FULFILLED':
        say('');
        break;
      case 'DIRECT_LINE/INCOMING_ACTIVITY':
        return next(incoming(action, dispatch));
    }

    return next(action);
  };
}

// A question with several right answers gets check boxes: Web Chat's own buttons take one press only.
function incoming(action, dispatch) {
  const { activity } = action.payload;
  if (activity.type !== 'message') {
    return action;
  }

  const question = activity.channelData?.question;
  const isMany = activity.from?.role !== 'user' && question?.type === 'choices';
  showTicks(isMany ? activity : null, dispatch);
  if (activity.from?.role === 'user') {
    foldAbout();
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

function showTicks(activity, dispatch) {
  ticks.replaceChildren();
  ticks.hidden = !activity;
  if (!activity) {
    return;
  }

  const { question } = activity.channelData;
  const options = question.options ?? [];
  const press = chosen => dispatch({
    type: 'WEB_CHAT/SEND_MESSAGE_BACK',
    payload: {
      displayText: chosen.map(o => o.text).join('; '),
      text: chosen.map(o => o.text).join('; '),
      value: { question: question.id, turn: question.turn, options: chosen.map(o => o.id) },
    },
  });

  const panel = element('form');
  const set = element('fieldset', { className: 'ticks' }, element('legend', { textContent: plain(activity.text) || script.dataset.tick }));
  const alone = element('div', { className: 'buttons' }, element('button', { type: 'submit', className: 'primary', textContent: script.dataset.tickSend }));
  for (const option of options) {
    if (['none', 'not_sure', 'skip'].includes(option.id)) {
      const button = element('button', { type: 'button', textContent: option.text });
      button.addEventListener('click', () => press([option]));
      alone.append(button);
    } else {
      const box = element('input', { type: 'checkbox', value: option.id });
      set.append(element('label', { className: 'tick' }, box, option.text));
    }
  }

  set.append(alone);
  panel.append(set);
  panel.addEventListener('submit', event => {
    event.preventDefault();
    const ids = new Set([...panel.querySelectorAll(':checked')].map(box => box.value));
    if (ids.size > 0) {
      press(options.filter(o => ids.has(o.id)));
    }
  });
  ticks.append(panel);
}

// The question stands over its own check boxes, so that both are seen and read together.
function plain(markdown) {
  return (markdown ?? '').replace(/\\([^\w\s])/g, '$1').replace(/\*\*|\s*\[\d+\](:.*)?$/gm, '').replace(/\n+/g, '\n').trim();
}

// Frames what is urgent. Web Chat's bundle does not give out React, so the frame is made from the element that it drew.
function careCard() {
  return next => card => {
    const render = next(card);
    const urgency = card.activity?.channelData?.urgency;
    if (!render || !urgency) {
      return render;
    }

    // The level is named once: a result begins with a heading that says it.
    const name = hasCard(card.activity) || card.activity.text?.startsWith('**') ? '' : levels[urgency] ?? urgency;
    return (...args) => {
      const drawn = render(...args);
      return drawn?.$$typeof
        ? remade(drawn, 'div', 'care', {
          className: `webchat-care care ${urgency}-level`,
          children: [name && remade(drawn, 'p', 'level', { className: 'level', children: name }), remade(drawn, drawn.type, 'said', drawn.props)],
        })
        : drawn;
    };
  };
}

function hasCard(activity) {
  return activity.attachments?.some(a => a.contentType === 'application/vnd.microsoft.card.adaptive') ?? false;
}

function remade(drawn, type, key, props) {
  return { ...drawn, type, key, ref: null, props };
}

// The list of sources below an answer is long: it opens on demand. The numbers in the text lead there all the same.
function foldReferences() {
  new MutationObserver(changes => {
    for (const node of changes.flatMap(change => [...change.addedNodes])) {
      for (const list of node.querySelectorAll?.('details.webchat__link-definitions[open]') ?? []) {
        list.open = false;
      }
    }
  }).observe(host, { childList: true, subtree: true });
}

// Only now does the form go: Web Chat is connected. What was being typed goes along.
function takeOver(dispatch) {
  const input = document.getElementById('text');
  const hadFocus = form.contains(document.activeElement);
  if (input?.value) {
    dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: input.value } });
  }

  form.hidden = true;
  host.hidden = false;
  document.body.classList.add('live');
  say('');
  if (hadFocus) {
    dispatch({ type: 'WEB_CHAT/SET_FOCUS', payload: { where: 'sendBox' } });
    host.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
  }
}

function giveBack() {
  host.hidden = true;
  ticks.hidden = true;
  form.hidden = false;
  document.body.classList.remove('live');
  say(script.dataset.noChat);
}

async function afresh(event) {
  event.preventDefault();
  try {
    await openSession({ resumeKey: readKey(), fresh: true });
    location.reload();
  } catch {
    event.target.submit();
  }
}

function foldAbout() {
  document.body.classList.add('begun');
  const about = document.querySelector('.about details');
  if (about?.open && !matchMedia('(min-width: 60rem)').matches) {
    about.open = false;
  }
}

function say(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

function readKey() {
  try {
    return localStorage.getItem(keyName) ?? undefined;
  } catch {
    return undefined;
  }
}

function writeKey(key) {
  try {
    localStorage.setItem(keyName, key);
  } catch {
    // Storage is switched off: the cookie alone keeps the conversation.
  }
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// Cards in the page's own colours: the level's word stands in a strip of its colour.
function cardLook() {
  const root = getComputedStyle(document.documentElement);
  const colour = name => root.getPropertyValue(`--${name}`).trim();
  const ink = (main, subtle = main) => ({ default: main, subtle, highlightColors: { default: colour('mark'), subtle: colour('mark') } });
  const inks = main => {
    const text = ink(main, colour('soft'));
    return { default: text, dark: text, light: text, accent: ink(colour('brand')), good: ink(colour('brand')), warning: ink(colour('warn')), attention: ink(colour('danger')) };
  };
  const strip = (back, front) => ({ backgroundColor: colour(back), foregroundColors: inks(colour(front)) });
  return {
    fontFamily: root.fontFamily,
    fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
    spacing: { small: 6, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 14 },
    supportsInteractivity: true,
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: { backgroundColor: 'transparent', foregroundColors: inks(colour('text')) },
      emphasis: strip('page', 'text'),
      accent: strip('mine', 'text'),
      good: strip('mine', 'text'),
      warning: strip('warn-soft', 'warn'),
      attention: strip('danger-soft', 'danger'),
    },
    actions: { maxActions: 6, spacing: 'medium', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  };
}

// The page's own colours, so that both themes and a changed style sheet hold for Web Chat too.
function styles() {
  const root = getComputedStyle(document.documentElement);
  const colour = name => root.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour('brand'),
    subtle: colour('soft'),
    backgroundColor: colour('card'),
    primaryFont: root.fontFamily,
    fontSizeSmall: '85%',
    rootHeight: '100%',
    autoScrollSnapOnPage: true,
    bubbleBackground: colour('page'),
    bubbleTextColor: colour('text'),
    bubbleBorderColor: colour('line'),
    bubbleBorderRadius: 12,
    bubbleMaxWidth: 640,
    bubbleFromUserBackground: colour('mine'),
    bubbleFromUserTextColor: colour('text'),
    bubbleFromUserBorderColor: colour('mine'),
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserMaxWidth: 520,
    hideUploadButton: true,
    microphoneButtonColorOnDictate: colour('brand'),
    sendBoxBackground: colour('card'),
    sendBoxTextColor: colour('text'),
    sendBoxPlaceholderColor: colour('soft'),
    sendBoxButtonColor: colour('brand'),
    sendBoxButtonColorOnHover: colour('text'),
    sendBoxButtonColorOnFocus: colour('brand'),
    sendBoxHeight: 48,
    sendBoxBorderTop: `solid 1px ${colour('line')}`,
    sendBoxBorderBottom: `solid 1px ${colour('line')}`,
    sendBoxBorderLeft: `solid 1px ${colour('line')}`,
    sendBoxBorderRight: `solid 1px ${colour('line')}`,
    suggestedActionLayout: 'flow',
    suggestedActionHeight: 44,
    suggestedActionBackgroundColor: colour('card'),
    suggestedActionTextColor: colour('brand'),
    suggestedActionBorderColor: colour('brand'),
    suggestedActionBorderRadius: 10,
    suggestedActionBackgroundColorOnHover: colour('mine'),
    suggestedActionTextColorOnHover: colour('text'),
    suggestedActionKeyboardFocusIndicatorBorderColor: colour('focus'),
    timestampColor: colour('soft'),
    transcriptActivityVisualKeyboardIndicatorColor: colour('focus'),
    transcriptVisualKeyboardIndicatorColor: colour('focus'),
    connectivityTextSize: 14,
    markdownRespectCRLF: true,
  };
}
