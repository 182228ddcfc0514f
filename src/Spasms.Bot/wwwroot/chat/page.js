// What the page holds: its words, its elements, and a place for messages.
export const words = JSON.parse(document.getElementById('chat-words').textContent);
export const script = document.getElementById('chat-script');
export const host = document.getElementById('webchat');
export const form = document.getElementById('form');

const notice = document.getElementById('alert');

// A fault is told with the emergency number; anything else without.
export function say(text, isFault = true) {
  notice.textContent = text && isFault ? `${text} ${words.emergencyLine}` : text;
  notice.classList.toggle('well', !isFault);
  notice.hidden = !text;
}

// What got through ends the word of what did not; thanks stay until the next message.
export function sayNothing(isNext) {
  if (isNext || !notice.classList.contains('well')) {
    say('');
  }
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The bot's Markdown as plain words, for what stands outside Web Chat.
export function plain(markdown) {
  return (markdown ?? '').replace(/\\([^\w\s])/g, '$1').replace(/\*\*|\s*\[\d+\](:.*)?$/gm, '').replace(/\n+/g, '\n').trim();
}
