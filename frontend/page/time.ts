// Moments of the last day as people say them, in the page's language; older ones in local time.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function tellTimes(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-moment]")) time.textContent = told(new Date(time.dateTime));
}

setInterval(tellTimes, MINUTE * 1000);

function told(moment: Date): string {
  const language = document.documentElement.lang;
  const seconds = Math.floor((Date.now() - moment.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  if (seconds < 0 || seconds >= DAY) return moment.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  if (seconds < MINUTE) return relative.format(0, "second");
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), "minute");
  return relative.format(-Math.floor(seconds / HOUR), "hour");
}
