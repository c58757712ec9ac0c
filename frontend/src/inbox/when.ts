const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HALF_A_DAY = 12 * HOUR;

/** Says how long ago it was, as the server does: minutes, hours, yesterday, the day. */
export function ageOf(iso: string, language: string): string {
  const moment = new Date(iso);
  const now = new Date();
  const passed = Math.max(now.getTime() - moment.getTime(), 0);
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  if (passed < HOUR) return ago.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < HALF_A_DAY) return ago.format(-Math.floor(passed / HOUR), "hour");
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / (24 * HOUR));
  if (days <= 1) return `${ago.format(-days, "day")}, ${clockOf(moment, language)}`;
  return moment.toLocaleDateString(language, { day: "numeric", month: "long" });
}

/** Says at what time it was, and on what day unless it was today. */
export function clockOn(iso: string, language: string): string {
  const moment = new Date(iso);
  if (startOfDay(moment) === startOfDay(new Date())) return clockOf(moment, language);
  return `${moment.toLocaleDateString(language, { day: "numeric", month: "long" })}, ${clockOf(moment, language)}`;
}

export function clockOf(moment: Date, language: string): string {
  return moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

export function monthOf(iso: string, language: string): string {
  return new Date(iso).toLocaleDateString(language, { month: "long", year: "numeric" });
}

function startOfDay(moment: Date): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
