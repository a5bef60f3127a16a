#!/bin/sh
# Makes docs/validation.md and what is published from it again: GREYOAK_SHARED=… npm run docs:validation. It scores seven years
# with both methods in a store of its own, which takes some minutes and 7 GB.
set -eu
GREYOAK_HOME=$(mktemp -d)
export GREYOAK_HOME
trap 'rm -rf "$GREYOAK_HOME"' EXIT
export METHODS=config/method.yaml,config/method-2.0.yaml
node bin/greyoak.js import "$GREYOAK_SHARED/data/nse" --no-rescore
node bin/greyoak.js import "$GREYOAK_SHARED/data/nse-additions"
node bin/greyoak.js validate --from 2019-10-01 --to 2026-08-21 --method greyoak-1.1 greyoak-2.0 \
  --source 'data of NSE with their additions (demergers, adjusted EPS, renames)' --page docs/validation.md
node dist/writeVerdicts.js
npm run generate
