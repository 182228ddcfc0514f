// A thumb is Web Chat's own; the words that may go with it are asked for here.
import { element, say, words } from './page.js';

const eventName = 'webchat:activity-status/feedback';
const panel = document.getElementById('judge');

export function isThumb(activity) {
  return activity.type === 'event' && activity.name === eventName;
}

// After a thumb: room for words. After the words: nothing more.
export function afterThumb(activity, dispatch) {
  const [action] = activity.entities ?? [];
  if (!action || action.result) {
    return;
  }

  const box = element('textarea', { rows: 2, maxLength: 2000 });
  const skip = element('button', { type: 'button', textContent: words.judgeSkip });
  panel.replaceChildren(
    element('label', {}, words.judgeWhy, box),
    element('div', { className: 'buttons' }, element('button', { type: 'submit', className: 'primary', textContent: words.judgeSend }), skip));
  panel.hidden = false;
  panel.onsubmit = event => {
    event.preventDefault();
    if (box.value.trim()) {
      const review = { ...action, actionStatus: 'CompletedActionStatus', result: { '@type': 'UserReview', reviewBody: box.value } };
      dispatch({ type: 'DIRECT_LINE/POST_ACTIVITY', meta: { method: 'code' }, payload: { activity: { type: 'event', name: eventName, entities: [review] } } });
    }

    close(dispatch);
    say(words.judgeThanks, false);
  };
  skip.onclick = () => close(dispatch);
  panel.onkeydown = event => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(dispatch);
    }
  };
}

export function closeJudge() {
  panel.hidden = true;
  panel.replaceChildren();
}

function close(dispatch) {
  closeJudge();
  dispatch({ type: 'WEB_CHAT/SET_FOCUS', payload: { where: 'sendBoxWithoutKeyboard' } });
}
