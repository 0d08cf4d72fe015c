#!/bin/sh
# Writes .env with new passwords beside docker-compose.yml: sh docker/new-env.sh https://vendor-risk.example.org
set -eu
public_url=${1:?Say the address that people will open, for example https://vendor-risk.example.org}
file=$(dirname "$0")/../.env
if [ -e "$file" ]; then
  echo ".env exists already: its passwords are those of your database, and are not replaced." >&2
  exit 1
fi
# hexadecimal, since they also stand in addresses
password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat > "$file" <<EOF
PUBLIC_URL=$public_url
# smtp://user:password@host:587 or smtps://…; without it mail waits in the ledger
SMTP_URL=
# the sender; empty: countersign@ and the host of PUBLIC_URL
MAIL_FROM=
SUPERUSER_PASSWORD=$(password)
OWNER_PASSWORD=$(password)
APP_PASSWORD=$(password)
BACKUP_PASSWORD=$(password)
REDIS_PASSWORD=$(password)
# for secrets at rest and the audit seal: never take a key out, add newer ones behind a comma
COUNTERSIGN_KEYS=1:$(head -c 32 /dev/urandom | base64 | tr -d '\n')
EOF
echo "Wrote .env. Keep a copy where your other secrets are."
