// A result comes as a card beside its words.
export function hasCard(activity) {
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
export function cardLook() {
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
