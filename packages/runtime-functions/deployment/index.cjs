/**
 * What Cloud Functions loads: the bundle beside it, compiled beforehand where that was done.
 *
 * Run as a program (`gcp-build`, in the image that will serve) it loads the bundle and keeps what V8 compiled on the way,
 * functions that ran at load included. Not by Node's own compile cache: that is kept for each user of the machine, and Cloud
 * Build is another than the one that serves. A cache that does not fit the V8 at hand is passed over by V8 itself.
 */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { constants, Script } = require("node:vm");

const file = join(__dirname, "functions.cjs");
const cache = join(__dirname, "functions.cjs.cache");

const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "utf8")}\n})`,
  {
    filename: file,
    cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
);
const bundle = { exports: {} };
script.runInThisContext().call(bundle.exports, bundle.exports, createRequire(file), bundle, file, __dirname);

if (require.main === module) writeFileSync(cache, script.createCachedData());
module.exports = bundle.exports;
