// The page around this one, where the chat stands in a frame: it is told what happens here, never what is said.
import { words } from './page.js';

const inside = words.site && parent !== window;

export function tell(word) {
  if (inside) {
    parent.postMessage({ spasms: word }, words.site);
  }
}

export function listen(act) {
  if (inside) {
    window.addEventListener('message', event => {
      if (event.origin === words.site && event.source === parent && typeof event.data?.spasms === 'string') {
        act(event.data.spasms);
      }
    });
    document.getElementById('close')?.addEventListener('click', () => tell('hide'));
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        tell('hide');
      }
    });
  } else {
    document.getElementById('close')?.remove();
  }
}

// The site's own colour, darkened or lightened until it can be read on the page.
export function takeAccent() {
  const wanted = /^[0-9a-f]{6}$/i.exec(new URLSearchParams(location.search).get('accent') ?? '')?.[0];
  const { style } = document.documentElement;
  style.removeProperty('--brand');
  style.removeProperty('--brand-text');
  style.removeProperty('--focus');
  if (!wanted) {
    return;
  }

  const ground = parse(getComputedStyle(document.documentElement).getPropertyValue('--page').trim().slice(1));
  const isDark = luminance(ground) < 0.2;
  let colour = parse(wanted);
  for (let i = 0; i < 20 && contrast(colour, ground) < 4.6; i++) {
    colour = colour.map(c => Math.round(c + ((isDark ? 255 : 0) - c) * 0.12));
  }

  const brand = `#${colour.map(c => c.toString(16).padStart(2, '0')).join('')}`;
  style.setProperty('--brand', brand);
  style.setProperty('--focus', brand);
  style.setProperty('--brand-text', contrast(colour, [255, 255, 255]) >= 4.5 ? '#ffffff' : '#0c2024');
}

function parse(hex) {
  return [0, 2, 4].map(i => parseInt(hex.slice(i, i + 2), 16));
}

// WCAG 2.2: relative luminance and contrast ratio.
function luminance(colour) {
  const [r, g, b] = colour.map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
