export { expectLastingBanner, expectNoViolation } from "./expectations.ts";
export { openWindow } from "./open-window.ts";
export { type Browser, type TestBrowser, testBrowser } from "./test-browser.ts";
