const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY_HOURS = 24;

/** Two units at most: `3 d 2 h`, `5 h 20 min`, `40 s`; a dash for none. */
export function toDuration(seconds: number | null): string {
  if (seconds === null) return '–';
  const hours = Math.round(seconds / HOUR);
  if (hours >= DAY_HOURS) return `${toCount(Math.floor(hours / DAY_HOURS))} d ${hours % DAY_HOURS} h`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes >= HOUR / MINUTE) return `${Math.floor(minutes / MINUTE)} h ${minutes % MINUTE} min`;
  const whole = Math.round(seconds);
  return whole >= MINUTE ? `${Math.floor(whole / MINUTE)} min ${whole % MINUTE} s` : `${whole} s`;
}

/** `41 %`; a dash for none. */
export function toPercent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

/** `2,400` */
export function toCount(count: number): string {
  return count.toLocaleString('en-GB');
}

/** `5 Jan` */
export function toDay(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** `5 Jan 2026` */
export function toDate(date: string): string {
  return `${toDay(date)} ${new Date(date).getUTCFullYear()}`;
}
