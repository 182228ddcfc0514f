// Everything about this person is gone on the server; the page drops its own key too.
try {
  localStorage.removeItem('spasms-resume');
} catch {
  // Storage is switched off: then there is no key.
}
