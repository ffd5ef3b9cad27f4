// Random walks through a story with inkjs, every line read.   node peer_inkjs.js FOLDER SECONDS INSTALLED
//   SECONDS 0: only compiles story.ink to story.ink.json, which other ink engines read.
//   INSTALLED: the folder whose node_modules holds inkjs.
const fs = require("fs"), path = require("path");
const inkjs = require(require.resolve("inkjs/full", { paths: [process.argv[4]] }));
const folder = process.argv[2], seconds = Number(process.argv[3]);
const now = () => Number(process.hrtime.bigint()) / 1e9;

const began = now();
const json = new inkjs.Compiler(fs.readFileSync(path.join(folder, "story.ink"), "utf8")).Compile().ToJson();
const compiled = now() - began;
fs.writeFileSync(path.join(folder, "story.ink.json"), json);

let seed = 1;
function below(n) {
  seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5;
  return (seed >>> 0) % n;
}

let heard = 0;
function play(story) {
  story.ResetState();
  for (let choices = 0; ; choices++) {
    while (story.canContinue) heard += story.Continue().length;
    const open = story.currentChoices;
    if (!open.length) return choices;
    for (const choice of open) heard += choice.text.length;
    story.ChooseChoiceIndex(below(open.length));
  }
}

if (!seconds) {
  console.log(JSON.stringify({ compiled }));
} else {
  const before = now();
  const story = new inkjs.Story(json);
  const loaded = now() - before;
  for (const warm = now(); now() - warm < seconds / 4; ) play(story);
  let choices = 0, lives = 0;
  const start = now();
  while (now() - start < seconds) { choices += play(story); lives++; }
  const rate = choices / (now() - start);
  const mb = process.resourceUsage().maxRSS / 1000;
  console.log(JSON.stringify({ rate, mb, ready: compiled + loaded, length: choices / lives }));
}
