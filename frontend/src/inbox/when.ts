import type { Words } from "../shared/words";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HALF_A_DAY = 12 * HOUR;

/** Says how long ago it was, as the server does: minutes, hours, yesterday, the day. */
export function ageOf(iso: string, words: Words): string {
  const { language } = words;
  const moment = new Date(iso);
  const now = new Date();
  const passed = Math.max(now.getTime() - moment.getTime(), 0);
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
  if (passed < MINUTE) return words.say("justNow");
  if (passed < HOUR) return words.say("minutesAgo", { n: Math.floor(passed / MINUTE) });
  if (passed < 2 * HOUR) return words.say("hourAgo");
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

/** The month and its year; the month as it is said beside a day, which is how "since" wants it in Russian. */
export function monthOf(iso: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
  const parts = new Map(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return `${parts.get("month")} ${parts.get("year")}`;
}

function startOfDay(moment: Date): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
