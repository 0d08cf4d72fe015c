#!/bin/sh
# Carries an .env of an earlier version over, whose passwords stood in it: sh docker/secrets-from-env.sh
# The passwords stay what they are. The former file is kept as .env.before.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
file=$here/../.env
secrets=$here/../secrets
. "$here/secrets.sh"
if [ ! -f "$file" ]; then
  echo "There is no .env here: begin with docker/new-env.sh." >&2
  exit 1
fi

# value_of <NAME>: as it stands in .env, without quotes around it
value_of() { sed -n "s/^$1=//p" "$file" | tail -n 1 | sed "s/^\"\(.*\)\"\$/\1/; s/^'\(.*\)'\$/\1/"; }

for name in SUPERUSER_PASSWORD OWNER_PASSWORD APP_PASSWORD BACKUP_PASSWORD REDIS_PASSWORD COUNTERSIGN_KEYS; do
  if [ -z "$(value_of $name)" ]; then
    echo ".env does not hold $name: there is nothing to carry over, or it was carried over before." >&2
    exit 1
  fi
done
if [ -e "$file.before" ]; then
  echo ".env.before exists already: move it away first." >&2
  exit 1
fi
new_secrets_folder
for name in superuser owner app backup; do
  write_secret ${name}_password "$(value_of "$(echo $name | tr a-z A-Z)_PASSWORD")"
done
write_addresses "$(value_of APP_PASSWORD)" "$(value_of OWNER_PASSWORD)" "$(value_of REDIS_PASSWORD)"
write_secret countersign_keys "$(value_of COUNTERSIGN_KEYS | tr ',' '\n')
"
write_secret smtp_url "$(value_of SMTP_URL)"
write_secret files_s3_secret_access_key ""

umask 077
mv "$file" "$file.before"
{
  grep -Ev '^(SUPERUSER|OWNER|APP|BACKUP|REDIS)_PASSWORD=|^COUNTERSIGN_KEYS=|^SMTP_URL=' "$file.before" |
    grep -v '^# for secrets at rest and the audit seal' || true
  echo "# passwords and keys, a file each"
  echo "SECRETS_DIR=./secrets"
  if [ -s "$secrets/smtp_url" ]; then echo "SMTP_URL_FILE=/run/secrets/smtp_url"; fi
} > "$file"
echo "The passwords and keys of .env stand in secrets now. The former file is .env.before: remove it once the new version runs."
