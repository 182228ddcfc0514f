// A site signs its visitor off: this browser loses its way to the conversation, and, if asked, all of it goes.
import { forget, leave } from './session.js';

const { site } = document.getElementById('leave-script').dataset;
const wish = new URLSearchParams(location.search).get('forget') === 'true' ? forget : leave;
const tell = word => site && parent !== window && parent.postMessage({ spasms: word }, site);
wish().then(() => tell('left'), () => tell('failed'));
