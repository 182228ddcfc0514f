// The reader's own text size and colours, before anything is drawn.
for (const name of ['size', 'theme']) {
  try {
    const kept = localStorage.getItem(`spasms-${name}`);
    if (kept) {
      document.documentElement.dataset[name] = kept;
    }
  } catch {
    // Storage is switched off: then the browser's own settings hold.
  }
}
