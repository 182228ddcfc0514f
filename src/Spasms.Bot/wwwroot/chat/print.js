// The page is for the printer: the button works where scripts run.
const button = document.getElementById('print-now');
button.hidden = false;
button.addEventListener('click', () => window.print());
