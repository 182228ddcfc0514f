// Spasms.Bot on any site: one line. Nothing but this file is fetched before the launcher is pressed.
//   <script src="https://BOT/spasms.js" async></script>
// Optional: data-color, data-position (left, right), data-lang, data-open (true), data-label.
(() => {
  const script = document.currentScript;
  if (window.spasms || !script) {
    return;
  }

  const bot = new URL(script.src).origin;
  const { dataset } = script;
  const language = dataset.lang || document.documentElement.lang || 'en';
  const languages = "WORDS";
  const spoken = [language, language.split('-')[0]].find((tag) => Object.hasOwn(languages, tag)) || 'en';
  const [openWord, closeWord, title, failed, tab, fresh] = languages[spoken];
  const colour = /^#[0-9a-f]{6}$/i.test(dataset.color || '') ? dataset.color : '#0b5c6b';
  const side = dataset.position === 'left' ? 'left' : 'right';
  const listeners = {};
  let root, launcher, label, panel, frame, note, isOpen = false, isThere = false, isReady = false, wantsFocus = false, timer;

  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }

    made.append(...children);
    return made;
  };

  const emit = (name, detail) => {
    for (const listener of listeners[name] || []) {
      listener(detail);
    }

    dispatchEvent(new CustomEvent(`spasms:${name}`, { detail }));
  };

  // Text on the site's colour: whichever of white and black stands out more (WCAG 2.2, contrast).
  const ink = hex => {
    const [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
  };

  const css = `
    :host, * { box-sizing: border-box; }
    button, a, p, div { font: 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; letter-spacing: normal; text-transform: none; }
    [hidden] { display: none !important; }
    .launcher { position: fixed; bottom: 20px; ${side}: 20px; display: flex; align-items: center; gap: 10px; min-height: 56px; padding: 0 20px 0 16px; border: 2px solid ${ink(colour)}; border-radius: 28px; background: ${colour}; color: ${ink(colour)}; font-weight: 600; cursor: pointer; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
    .launcher:hover { text-decoration: underline; }
    .launcher:focus-visible { outline: 3px solid ${colour}; outline-offset: 3px; }
    .launcher svg { width: 26px; height: 26px; flex: none; }
    .launcher[data-new]::after { content: ""; width: 12px; height: 12px; border-radius: 50%; background: #ffd54a; border: 2px solid #000; }
    .panel { position: fixed; bottom: 92px; ${side}: 20px; width: min(420px, calc(100vw - 40px)); height: min(700px, calc(100vh - 112px)); border-radius: 16px; overflow: hidden; background: Canvas; color: CanvasText; border: 1px solid rgb(128 128 128 / .6); box-shadow: 0 12px 40px rgb(0 0 0 / .28); }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    .note { padding: 24px; }
    .note a { color: LinkText; display: inline-block; min-height: 24px; }
    @media (max-width: 480px), (max-height: 420px) {
      .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
      .open .launcher { display: none; }
    }
    @media (forced-colors: active) { .launcher { border: 2px solid ButtonText; } }
    @media print { .launcher, .panel { display: none; } }`;

  const address = (path, more) => {
    const made = new URL(path, bot);
    made.search = new URLSearchParams({ site: location.origin, ...more });
    return made.href;
  };

  const build = () => {
    const host = make('spasms-chat', { lang: spoken });
    // The page's own rules can't reach in; what they say of the element itself is overruled here.
    for (const [name, value] of [['all', 'initial'], ['display', 'block'], ['position', 'fixed'], ['z-index', '2147483000'], ['inset', 'auto 0 0 auto'], ['width', '0'], ['height', '0']]) {
      host.style.setProperty(name, value, 'important');
    }

    const shadow = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('viewBox', '0 0 32 32');
    icon.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', 'M3 17h5l3-8 5 15 4-11 2 4h7');
    for (const [name, value] of [['fill', 'none'], ['stroke', 'currentColor'], ['stroke-width', '3'], ['stroke-linecap', 'round'], ['stroke-linejoin', 'round']]) {
      line.setAttribute(name, value);
    }

    icon.append(line);
    label = make('span', {});
    launcher = make('button', { type: 'button', class: 'launcher', 'aria-expanded': 'false' }, icon, label);
    launcher.addEventListener('click', () => toggle(true));
    note = make('div', { class: 'note', role: 'alert', hidden: '' });
    panel = make('div', { class: 'panel', role: 'dialog', 'aria-label': title, hidden: '' }, note);
    panel.addEventListener('keydown', event => event.key === 'Escape' && hide());
    root = make('div', {}, launcher, panel);
    shadow.append(root);
    document.body.append(host);
    root.host = host;
    draw();
  };

  const draw = () => {
    label.textContent = isOpen ? closeWord : dataset.label || openWord;
    launcher.setAttribute('aria-expanded', String(isOpen));
    root.className = isOpen ? 'open' : '';
    panel.hidden = !isOpen;
  };

  const load = () => {
    if (frame) {
      return;
    }

    frame = make('iframe', { title, allow: 'clipboard-write', referrerpolicy: 'origin' });
    frame.src = address('/embed', { lang: language, ...(dataset.color ? { accent: colour.slice(1) } : {}) });
    panel.append(frame);
    // A policy of the site, or a site that is not allowed, leaves the frame silent: the person still gets to the chat.
    timer = setTimeout(giveUp, 15000);
    frame.addEventListener('load', () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, 3000);
    });
  };

  const giveUp = () => {
    if (!isThere && frame) {
      note.replaceChildren(failed, ' ', make('a', { href: bot, target: '_blank', rel: 'noopener' }, tab));
      note.hidden = false;
      frame.hidden = true;
      emit('failed');
    }
  };

  const show = () => toggleTo(true, false);
  const hide = () => toggleTo(false, false);
  const toggle = byHand => toggleTo(!isOpen, byHand === true);

  function toggleTo(open, byHand) {
    if (!root || open === isOpen) {
      return;
    }

    isOpen = open;
    if (open) {
      load();
      delete launcher.dataset.new;
      launcher.removeAttribute('aria-description');
    }

    // Focus follows a press, and only a press.
    const hadFocus = root.getRootNode().activeElement === frame;
    draw();
    if (open && byHand) {
      wantsFocus = true;
      giveFocus();
    } else if (!open && hadFocus) {
      launcher.focus();
    }

    emit(open ? 'show' : 'hide');
  }

  const giveFocus = () => {
    if (wantsFocus && isReady) {
      wantsFocus = false;
      frame.focus();
      frame.contentWindow.postMessage({ spasms: 'focus' }, bot);
    }
  };

  // For a shared computer: the chat goes, and this browser loses its way to the conversation. {forget: true} removes that too.
  const shutdown = ({ forget = false } = {}) => new Promise(done => {
    clearTimeout(timer);
    const cleaner = make('iframe', { title: '', 'aria-hidden': 'true', tabindex: '-1' });
    const finish = word => {
      cleaner.remove();
      removeEventListener('message', heard);
      const had = root;
      if (had) {
        had.host.remove();
      }

      root = frame = undefined;
      isOpen = isThere = isReady = false;
      emit('shutdown', { left: word === 'left' });
      done(word === 'left');
    };
    const heard = event => {
      if (event.source === cleaner.contentWindow && event.origin === bot) {
        finish(event.data.spasms);
      }
    };
    if (frame) {
      frame.remove();
    }

    addEventListener('message', heard);
    setTimeout(() => cleaner.isConnected && finish('failed'), 10000);
    cleaner.style.setProperty('display', 'none', 'important');
    cleaner.src = address('/embed/leave', forget ? { forget: 'true' } : {});
    document.body.append(cleaner);
  });

  addEventListener('message', event => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== bot || !event.data) {
      return;
    }

    const { spasms: word } = event.data;
    if (word === 'here') {
      isThere = true;
      note.hidden = true;
      frame.hidden = false;
    } else if (word === 'ready') {
      isReady = true;
      giveFocus();
      emit('ready');
    } else if (word === 'hide') {
      hide();
    } else if (word === 'reply') {
      if (!isOpen) {
        launcher.dataset.new = '';
        launcher.setAttribute('aria-description', fresh);
      }

      emit('reply');
    }
  });

  window.spasms = {
    show, hide, toggle, shutdown,
    get isOpen() { return isOpen; },
    on(name, listener) {
      (listeners[name] = listeners[name] || new Set()).add(listener);
      return () => listeners[name].delete(listener);
    },
  };
  const begin = () => {
    build();
    emit('launcher');
    if (dataset.open === 'true') {
      show();
    }
  };
  if (document.body) {
    begin();
  } else {
    addEventListener('DOMContentLoaded', begin);
  }
})();
