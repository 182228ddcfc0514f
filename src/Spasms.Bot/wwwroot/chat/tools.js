// The bar over the conversation: copy, print, text size, colours, start afresh, forget me.
import { element, say, words } from './page.js';
import { forget, openSession } from './session.js';

const root = document.documentElement;
const more = document.getElementById('more');

export function startTools() {
  for (const scripted of document.querySelectorAll('.scripted')) {
    scripted.hidden = false;
  }

  choose('size', '100');
  choose('theme', 'auto');
  on('copy', 'click', copy);
  on('print', 'click', print);
  on('afresh', 'submit', afresh);
  on('forget', 'click', askToForget);
  document.addEventListener('click', event => {
    if (!more.contains(event.target)) {
      more.open = false;
    }
  });
  more.addEventListener('keydown', event => {
    if (event.key === 'Escape' && more.open) {
      event.stopPropagation();
      more.open = false;
      more.querySelector('summary').focus();
    }
  });
}

function on(id, event, act) {
  document.getElementById(id)?.addEventListener(event, act);
}

// One of a few: shown as pressed, kept for the next visit, in force at once.
function choose(name, otherwise) {
  const buttons = [...document.querySelectorAll(`[data-${name}]:not(html)`)];
  const show = value => buttons.forEach(b => b.setAttribute('aria-pressed', String(b.dataset[name] === value)));
  show(root.dataset[name] ?? otherwise);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      root.dataset[name] = button.dataset[name];
      show(button.dataset[name]);
      try {
        localStorage.setItem(`spasms-${name}`, button.dataset[name]);
      } catch {
        // Storage is switched off: it holds until the page goes.
      }

      document.dispatchEvent(new Event('spasms-look'));
    });
  }
}

async function transcript() {
  const session = await openSession({ continue: true });
  const answer = await fetch('/chat/transcript.txt', { headers: { Authorization: `Bearer ${session.token}` } });
  if (!answer.ok) {
    throw new Error(`transcript: ${answer.status}`);
  }

  return answer.text();
}

async function copy() {
  try {
    // Some browsers let a page write only while the press is fresh, so the words are promised, not awaited.
    const text = transcript();
    if (window.ClipboardItem) {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then(t => new Blob([t], { type: 'text/plain' })) })]);
    } else {
      await navigator.clipboard.writeText(await text);
    }

    say(words.copied, false);
  } catch {
    say(words.notCopied, false);
  }

  more.open = false;
  more.querySelector('summary').focus();
}

// In a frame of another site there is no cookie for the page that prints: the words are printed from here.
async function print(event) {
  if (!document.body.classList.contains('framed')) {
    return;
  }

  event.preventDefault();
  try {
    const sheet = element('pre', { id: 'printed', textContent: await transcript() });
    document.body.append(sheet);
    window.print();
    sheet.remove();
  } catch {
    say(words.notCopied, false);
  }
}

async function afresh(event) {
  event.preventDefault();
  try {
    await openSession({ fresh: true });
    location.reload();
  } catch {
    event.target.submit();
  }
}

function askToForget(event) {
  const sure = document.getElementById('sure');
  if (!sure.showModal) {
    return;
  }

  event.preventDefault();
  sure.returnValue = '';
  sure.onclose = () => sure.returnValue === 'yes' && forgetNow();
  sure.showModal();
}

async function forgetNow() {
  try {
    const receipt = await forget();
    const back = element('button', { type: 'button', className: 'primary', textContent: words.back });
    back.onclick = () => location.reload();
    const title = element('h1', { textContent: words.forgotten, tabIndex: -1 });
    document.getElementById('main').replaceChildren(element('section', { className: 'again' }, title, element('p', { textContent: receipt ?? '' }), element('div', { className: 'buttons' }, back)));
    title.focus();
  } catch {
    say(words.notForgotten);
  }
}
