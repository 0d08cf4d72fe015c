#!/bin/sh
# Asks the registry, through the engine, which digest each base image has today, and writes it to .env:
#   sh docker/pin-images.sh
# The versions stay those of docker-compose.yml and docker/Dockerfile; a digest changes when their publisher builds the
# same version again, with repairs of what lies below it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
file=$here/../.env
engine=${ENGINE:-docker}
if [ ! -f "$file" ]; then
  echo "There is no .env here: begin with docker/new-env.sh." >&2
  exit 1
fi

# version_of <VARIABLE>: the image and its version, as this version of Countersign names it
version_of() {
  sed -n "s/.*$1[=:]-\{0,1\}\([a-z0-9./-]*:[A-Za-z0-9._-]*\)@sha256.*/\1/p" "$here/Dockerfile" "$here/../docker-compose.yml" | head -n 1
}

found=""
for variable in NODE_IMAGE POSTGRES_IMAGE VALKEY_IMAGE CADDY_IMAGE; do
  image=$(version_of $variable)
  "$engine" pull --quiet "$image" > /dev/null
  digest=$("$engine" image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$image" |
    sed -n 's/.*@\(sha256:[0-9a-f]\{64\}\)$/\1/p' | head -n 1)
  if [ -z "$digest" ]; then
    echo "The engine knows no digest of $image: .env was not changed." >&2
    exit 1
  fi
  found="$found$variable=$image@$digest
"
done
umask 077
{
  grep -Ev '^(NODE|POSTGRES|VALKEY|CADDY)_IMAGE=' "$file" || true
  printf '%s' "$found"
} > "$file.pinned"
mv "$file.pinned" "$file"
printf '%s' "$found"
