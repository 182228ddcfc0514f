// A question with several right answers gets check boxes, and a picture where it asks for parts of the body:
// Web Chat's own buttons take one press only. While they stand there, so does the question, and its bubble is not shown.
import { element, plain, words } from './page.js';

const panel = document.getElementById('ticks');
const picture = document.getElementById('body-picture');
const alone = ['none', 'not_sure', 'skip'];

export function showTicks(activity, dispatch) {
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren();
  panel.hidden = !activity;
  document.body.classList.toggle('ticking', Boolean(activity));
  if (activity) {
    panel.append(draw(activity, dispatch));
  } else if (hadFocus) {
    // The pressed button is gone: focus goes where the person would write, without a keyboard popping up.
    dispatch({ type: 'WEB_CHAT/SET_FOCUS', payload: { where: 'sendBoxWithoutKeyboard' } });
  }
}

function draw(activity, dispatch) {
  const { question } = activity.channelData;
  const options = question.options ?? [];
  const press = chosen => {
    const text = chosen.map(o => o.text).join('; ');
    dispatch({
      type: 'WEB_CHAT/SEND_MESSAGE_BACK',
      payload: { displayText: text, text, value: { question: question.id, turn: question.turn, options: chosen.map(o => o.id) } },
    });
  };

  const list = element('div', { className: 'tick-list' });
  const buttons = element('div', { className: 'buttons' }, element('button', { type: 'submit', className: 'primary', textContent: words.tickSend }));
  for (const [i, option] of options.entries()) {
    if (alone.includes(option.id)) {
      const button = element('button', { type: 'button', textContent: option.text });
      button.addEventListener('click', () => press([option]));
      buttons.append(button);
    } else {
      const box = element('input', { type: 'checkbox', id: `tick-live-${i}`, value: option.id });
      list.append(element('label', { className: 'tick', htmlFor: box.id }, box, option.text));
    }
  }

  const [asked, ...hint] = (plain(activity.text) || words.tick).split('\n');
  const legend = element('legend', {}, asked, ...hint.map(line => element('span', { className: 'hint', textContent: `\n${line}` })));
  const set = element('fieldset', { className: 'ticks' }, legend);
  const figure = pictureOf(options);
  set.append(...(figure ? [element('div', { className: 'pointed' }, figure, list)] : [list]), buttons);
  const whole = element('form', {}, set);
  whole.addEventListener('submit', event => {
    event.preventDefault();
    const ids = new Set([...whole.querySelectorAll(':checked')].map(box => box.value));
    if (ids.size > 0) {
      press(options.filter(o => ids.has(o.id)));
    }
  });
  return whole;
}

// Most of the options have a place on the figure, or it is not shown.
function pictureOf(options) {
  const figure = picture?.content.firstElementChild?.cloneNode(true);
  const spots = [...figure?.querySelectorAll('.spot') ?? []];
  const parts = new Set(spots.map(spot => spot.dataset.part));
  const placed = options.filter(o => parts.has(o.id)).length;
  if (placed < 3 || 2 * placed < options.length) {
    return null;
  }

  for (const spot of spots) {
    const at = options.findIndex(o => o.id === spot.dataset.part);
    if (at < 0) {
      spot.remove();
    } else {
      spot.htmlFor = `tick-live-${at}`;
    }
  }

  return figure;
}
