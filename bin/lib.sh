# shellcheck shell=bash
# Shared by the commands of bin/: where builds go, and how steps are announced.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
command -v cargo >/dev/null || [ ! -f "$HOME/.cargo/env" ] || . "$HOME/.cargo/env"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/weft
mkdir -p "$cache"
# Builds outlive the clone: a second clone starts warm.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
# Databases and mailboxes of tests lie in memory where there is some: what they prove is kill -9, not power loss.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi
# A machine that builds once gains nothing from incremental compilation, nor from lines in backtraces.
if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=false; fi
step_started=$SECONDS
# Bold on a terminal only: a file gets no escape codes.
bold='' plain=''
if [ -t 1 ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
say() {
  printf '\n%s== %s%s  (after %d s)\n' "$bold" "$*" "$plain" "$((SECONDS - step_started))"
}
