// The unmodified botframework-directlinejs as it runs in a browser, with the sockets that it opened.
global.XMLHttpRequest = require('xhr2');
const sockets = [];
const { WebSocket } = require('ws');
global.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    sockets.push(this);
  }
};
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

module.exports = { DirectLine, ConnectionStatus, sockets };
