// Random walks through a yarn story with yarn-bound, every line read.   node peer_yarn.js FOLDER SECONDS INSTALLED MOST
//   MOST: what numbers are cut at.   INSTALLED: the folder whose node_modules holds yarn-bound.
const fs = require("fs"), path = require("path");
const [folder, seconds, installed, most] = [process.argv[2], +process.argv[3], process.argv[4], +process.argv[5]];
const found = require(require.resolve("yarn-bound", { paths: [installed] }));
const YarnBound = found.default || found;
const now = () => Number(process.hrtime.bigint()) / 1e9;

let seed = 1;
function below(n) {
  seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5;
  return (seed >>> 0) % n;
}

const began = now();
const functions = {
  dice: (n) => 1 + below(n),
  cut: (n) => Math.max(0, Math.min(most, n)),
  odds: (n) => Math.max(5, Math.min(95, n)),
};
const dialogue = fs.readFileSync(path.join(folder, "story.yarn"), "utf8");
const story = new YarnBound({ dialogue, startAt: "Start", functions });
const ready = now() - began;

let heard = 0;
function play() {
  story.history = [];
  story.jump("Start");
  for (let choices = 0; ; ) {
    const result = story.currentResult;
    if (result.options) {
      const open = [];
      result.options.forEach((option, n) => {
        if (option.isAvailable !== false) { open.push(n); heard += option.text.length; }
      });
      story.advance(open[below(open.length)]);
      choices++;
    } else {
      heard += (result.text || "").length;
      if (result.isDialogueEnd) return choices;
      story.advance();
    }
  }
}

for (const warm = now(); now() - warm < seconds / 4; ) play();
let choices = 0, lives = 0;
const start = now();
while (now() - start < seconds) { choices += play(); lives++; }
const rate = choices / (now() - start);
console.log(JSON.stringify({ rate, mb: process.resourceUsage().maxRSS / 1000, ready, length: choices / lives }));
