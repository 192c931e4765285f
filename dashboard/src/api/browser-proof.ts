/**
 * What a call that changes something has to carry: the value of a cookie that only pages of the
 * relay can read. Empty before the relay has set it.
 */
export function browserProof(): string {
  const [, value = ''] = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie) ?? [];
  return decodeURIComponent(value);
}
