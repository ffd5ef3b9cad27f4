#!/bin/sh
# For any machine that checks a repository with one folder for each story under stories/. Run it there; it ends with 0
# when nothing is wrong or doubtful, every play-test passes and every file is laid out, and stops at the first command
# that says otherwise.
set -eu

jangmadang check --strict stories/*/
for story in stories/*/; do
    [ ! -d "$story/tests" ] || jangmadang test "$story"
done
jangmadang fmt --check stories/*/
