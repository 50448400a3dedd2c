// Administrative Penalty Law art. 72 para. 1 item 1: for each day a fine is overdue, three per cent of it may be added,
// and what is added never exceeds the fine itself (so the 34th day reaches the cap). Days on which reconsideration or
// litigation runs are not counted (art. 73 para. 3); the caller leaves them out.

/** In 分. A fraction of a 分 is dropped, in favour of the person who pays. */
export function additionalFine(principal: number, overdueDays: number): number {
  if (!Number.isSafeInteger(principal) || principal < 0) throw new RangeError('A fine is a whole number of 分.');
  if (!Number.isSafeInteger(overdueDays)) throw new RangeError('Overdue days are a whole number.');
  // Capped before multiplying, so that a very large fine stays within exact integers.
  if (overdueDays <= 0) return 0;
  if (overdueDays >= 34) return principal;
  const [whole, rest] = [Math.floor(principal / 100), principal % 100];
  return whole * 3 * overdueDays + Math.floor((rest * 3 * overdueDays) / 100);
}
