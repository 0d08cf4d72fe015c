#!/bin/sh
# Writes .env and the folder secrets, with new passwords, beside docker-compose.yml:
#   sh docker/new-env.sh https://vendor-risk.example.org
set -eu
public_url=${1:?Say the address that people will open, for example https://vendor-risk.example.org}
here=$(cd "$(dirname "$0")" && pwd)
file=$here/../.env
secrets=$here/../secrets
. "$here/secrets.sh"
if [ -e "$file" ]; then
  echo ".env exists already: it belongs to your database, and is not replaced. One of an earlier version is carried over by: sh docker/secrets-from-env.sh" >&2
  exit 1
fi
new_secrets_folder
# hexadecimal, since they also stand in addresses
password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
owner=$(password) app=$(password) redis=$(password)
write_secret superuser_password "$(password)"
write_secret owner_password "$owner"
write_secret app_password "$app"
write_secret backup_password "$(password)"
write_addresses "$app" "$owner" "$redis"
write_secret countersign_keys "1:$(head -c 32 /dev/urandom | base64 | tr -d '\n')
"
write_secret smtp_url ""
write_secret files_s3_secret_access_key ""
umask 077
cat > "$file" <<END
PUBLIC_URL=$public_url
# passwords and keys, a file each
SECRETS_DIR=./secrets
# mail: put smtp://user:password@host:587 or smtps://… into secrets/smtp_url and take the # away; without, mail waits
#SMTP_URL_FILE=/run/secrets/smtp_url
# the sender; empty: countersign@ and the host of PUBLIC_URL
MAIL_FROM=
END
echo "Wrote .env and secrets. Keep a copy of both where your other secrets are, secrets/countersign_keys apart from the rest."
