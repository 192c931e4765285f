/** Takes the place of uPlot in tests, where there is no canvas to paint on. */
export default class NoCanvas {
  static fmtDate = () => () => '';
  static tzDate = (date: Date) => date;
  setData() {
    return undefined;
  }
  setSize() {
    return undefined;
  }
  destroy() {
    return undefined;
  }
}
