// "Continue?": on a return after a while nothing of the conversation is shown before somebody says that it is theirs.
import { words } from './page.js';
import { openSession, silentMinutes, stay } from './session.js';

const section = document.getElementById('again');

export function mustAsk() {
  return words.askAfter > 0 && silentMinutes() >= words.askAfter;
}

// Covers the page until the person answers. A stranger gets a page of their own.
export function askAgain() {
  const wasBusy = document.activeElement !== document.body;
  document.body.classList.add('asking');
  section.hidden = false;
  if (wasBusy) {
    // What had the focus is covered now.
    document.getElementById('again-title').focus();
  }

  return new Promise((yes, failed) => {
    document.getElementById('continue').onsubmit = event => {
      event.preventDefault();
      stay();
      section.hidden = true;
      document.body.classList.remove('asking');
      yes();
    };
    document.getElementById('stranger').onsubmit = event => {
      event.preventDefault();
      openSession({ stranger: true }).then(() => location.reload(), failed);
    };
  });
}

// A page that stays open asks too: when nobody has touched it for a while, and when it comes back to the front.
export function watchSilence() {
  if (!(words.askAfter > 0)) {
    return;
  }

  const look = () => {
    if (mustAsk() && !document.body.classList.contains('asking')) {
      askAgain().then(() => openSession({ continue: true })).catch(() => location.reload());
    }
  };
  const seen = () => {
    look();
    if (!document.body.classList.contains('asking')) {
      stay();
    }
  };
  for (const touch of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
    document.addEventListener(touch, seen, { capture: true, passive: true });
  }

  document.addEventListener('visibilitychange', look);
  window.addEventListener('pageshow', look);
  setInterval(look, 20_000);
}
