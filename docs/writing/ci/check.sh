#!/bin/sh
# For any machine that checks a repository with one folder for each story under stories/. Run it there; it ends with 0
# when nothing is wrong or doubtful and every play-test passes, and stops at the first command that says otherwise.
set -eu

jangmadang check --strict stories/*/
for story in stories/*/; do
    jangmadang test "$story"
done
